"""The documentation as a website: pages made from the rulebook beside those of docs/, put together by Sphinx, looked at in a browser."""
