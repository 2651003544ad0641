// Asks about sleep only for a cramp at night; without this script it is always asked.
(function () {
  "use strict";

  var part = document.querySelector("[data-night]");
  var form = part && part.closest("form");
  if (!form) {
    return;
  }
  // The hours of evidence row 5's “night” (design choice): 21:00 to 07:00.
  var FROM = 21 * 60, TO = 7 * 60, DAY = 24 * 60;

  function minutes(clock) {
    var found = /^(\d{1,2}):(\d{2})/.exec(clock || "");
    return found ? 60 * found[1] + Number(found[2]) : null;
  }

  function start() {
    var preset = form.querySelector("[name=when]:checked");
    var clock = form.querySelector("[name=clock]");
    if (!preset || preset.value === "other") {
      return minutes(clock && clock.value);
    }
    if (preset.value === "at") {
      return minutes(part.dataset.exact);
    }
    var now = minutes(part.dataset.night) + Math.floor(performance.now() / 60000);
    return (now - Number(preset.value) + DAY) % DAY;
  }

  function show() {
    var at = start();
    var night = at === null || at >= FROM || at < TO;
    var said = form.querySelector("[name=phase][value=night]:checked");
    var answered = part.querySelector(":checked:not([value='']), .invalid-feedback");
    part.hidden = !(night || said || answered);
  }

  form.addEventListener("change", show);
  show();
})();
