// Shows the Print button, which needs a script; the browser's own menu prints without it.
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
  button.classList.remove("d-none");
  button.addEventListener("click", () => window.print());
}
