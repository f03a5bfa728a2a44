// A lesson with script: reflections save themselves, a recording plays in place, time spent counts by itself. Without,
// forms and a link do.

const PAUSE = 2500;

function say(form, text, state) {
  const saved = form.querySelector(".saved");
  // Said once a change: a voice reads it out.
  if (saved.textContent !== text) saved.textContent = text;
  saved.dataset.state = state;
}

async function save(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    if (!response.ok) throw 0;
    // The sign-in page after a redirect is no JSON, and so no "saved".
    say(form, (await response.json()).saved, "");
    form.dataset.changed = "";
  } catch {
    say(form, form.dataset.unsaved, "waiting");
    form.timer = setTimeout(save, PAUSE * 4, form);
  }
}

for (const form of document.querySelectorAll("[data-autosave]")) {
  form.addEventListener("input", () => {
    form.dataset.changed = "yes";
    clearTimeout(form.timer);
    form.timer = setTimeout(save, PAUSE, form);
  });
  form.addEventListener("submit", () => {
    clearTimeout(form.timer);
    form.dataset.changed = "";
  });
}

addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-changed=yes]")) event.preventDefault();
});

for (const link of document.querySelectorAll("[data-player], [data-quick-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    // At once to a neutral site, and this page is out of the way of the Back button.
    document.body.hidden = !link.dataset.player;
    if (document.body.hidden) return location.replace(link.href);
    const player = document.createElement(link.dataset.player);
    player.controls = true;
    player.src = link.href;
    link.replaceWith(player);
    player.play();
    player.focus();
  });
}

// A sign of life once a minute and on leaving, if the page was seen and used meanwhile. Not how, and not where.
const { dataset } = document.querySelector("[data-beat]") ?? {};
let used = false;

function beat() {
  if (used && dataset) navigator.sendBeacon(dataset.beat, new URLSearchParams(dataset));
  used = false;
}

for (const sign of ["scroll", "pointermove", "keydown", "focusin", "timeupdate"])
  addEventListener(sign, () => (used = !document.hidden), true);
addEventListener("visibilitychange", beat);
setInterval(beat, 6e4);
