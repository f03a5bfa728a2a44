// A lesson with script: reflections save themselves, a recording plays in place. Without, a form and a link do.

const PAUSE = 2500;

function say(form, text, waiting) {
  const saved = form.querySelector(".saved");
  if (saved.textContent === text) return;
  saved.textContent = text;
  saved.dataset.state = waiting ? "waiting" : "";
}

async function save(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    if (!response.ok || response.redirected) throw new Error(response.status);
    say(form, (await response.json()).saved, false);
    form.dataset.changed = "";
  } catch {
    say(form, form.dataset.unsaved, true);
    form.timer = setTimeout(() => save(form), PAUSE * 4);
  }
}

for (const form of document.querySelectorAll("[data-autosave]")) {
  form.addEventListener("input", () => {
    form.dataset.changed = "yes";
    clearTimeout(form.timer);
    form.timer = setTimeout(() => save(form), PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(form.timer);
    form.dataset.changed = "";
  });
}

addEventListener("beforeunload", (event) => {
  if (document.querySelector('[data-changed="yes"]')) event.preventDefault();
});

for (const link of document.querySelectorAll("[data-player]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const player = document.createElement(link.dataset.player);
    player.controls = true;
    player.src = link.href;
    link.replaceWith(player);
    player.play();
    player.focus();
  });
}
