// Fills in or points out the time zone of the device. Without it, the select is a plain select.
(function () {
  "use strict";

  var here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!here) {
    return;
  }

  document.querySelectorAll("select[data-zone='detect']").forEach(function (select) {
    // Touched, or typed before and given back with an error: the person's word stands.
    if (select.value) {
      return;
    }
    var known = Array.prototype.some.call(select.options, function (option) {
      return option.value === here;
    });
    if (!known) {
      // An old name of a place (US/Pacific): the server knows it.
      select.add(new Option(here.split("/").pop().replace(/_/g, " "), here));
    }
    select.value = here;
  });

  var saved = document.querySelector("select[data-zone='compare']");
  var hint = document.querySelector("[data-zone-here]");
  if (saved && hint && saved.value !== here) {
    hint.querySelector("strong").textContent = here.split("/").pop().replace(/_/g, " ");
    hint.hidden = false;
  }
})();
