"""Every scenario of every feature below this directory is a test."""

from pytest_bdd import scenarios

scenarios(".")
