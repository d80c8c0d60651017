// A box that scrolls can be reached by the keyboard; one that does not is no stop on the way. The list of what is on a page is open
// where there is room for it beside the page.
"use strict";
const wide = window.matchMedia("(min-width: 70rem)");

function reach() {
  for (const box of document.querySelectorAll(".box, pre")) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", (box.matches("pre") ? "Code" : "Table") + ", scrolls sideways");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  }
}

function open() {
  for (const list of document.querySelectorAll(".local details")) list.open = wide.matches;
}

open();
reach();
wide.addEventListener("change", open);
window.addEventListener("resize", reach);
document.addEventListener("toggle", reach, true);
