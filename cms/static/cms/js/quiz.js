// Answers save themselves, and a save brings the next question. Without this file every button works all the same.

// A change is on its way to the server at the latest after this many milliseconds.
const QUIET = 3000;

const root = document.querySelector("[data-try]");
const answerForm = () => root.querySelector("form[data-answer]");
const answerOf = (form) =>
  JSON.stringify([...new FormData(form)].filter(([name]) => name === "flag" || name.split("-")[0] === "answer"));

let timer = 0;
let wanted = "";
let sending = false;
let waiting = false;
let kept = answerForm() ? answerOf(answerForm()) : "";

function say(state, text, link) {
  const line = root.querySelector(".saved");
  waiting = state === "waiting";
  if (!line) return;
  text ||= line.dataset[state];
  if (line.textContent === text) return;
  const icon = root.querySelector(`template[data-icon="${waiting ? "waiting" : "done"}"]`);
  line.toggleAttribute("data-state", waiting);
  if (waiting) line.dataset.state = "waiting";
  line.replaceChildren(...(state === "saving" ? [] : [icon.content.cloneNode(true)]), text);
  if (link) {
    const way = Object.assign(document.createElement("a"), { href: link, textContent: text });
    line.replaceChildren(icon.content.cloneNode(true), way);
  }
}

const pause = (milliseconds) =>
  new Promise((resume) => {
    setTimeout(resume, milliseconds);
    addEventListener("online", resume, { once: true });
  });

// Sends one body until somebody answers for it. The same key goes with it each time, so it counts once.
async function insist(address, body) {
  for (let wait = 2000; ; wait = Math.min(wait * 2, 30000)) {
    try {
      const reply = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      if (reply.status < 500 && reply.status !== 429) return reply;
    } catch {
      // No connection: said below, tried again.
    }
    say("waiting");
    await pause(wait);
  }
}

function show(reply) {
  root.innerHTML = reply.main;
  document.title = reply.title;
  if (reply.url && reply.url !== location.pathname) history.pushState(null, "", reply.url);
  kept = answerForm() ? answerOf(answerForm()) : "";
  scrollTo(0, 0);
  root.querySelector("[data-focus], #stem")?.focus();
  // A new line of status is only spoken when its words come after the line itself.
  const line = root.querySelector(".saved");
  const words = line && [...line.childNodes];
  line?.replaceChildren();
  setTimeout(() => line?.childNodes.length === 0 && line.replaceChildren(...words), 150);
}

// Everything is saved: the rest is an ordinary form, so that the next page can say so.
function leave(form) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: "leave" }));
  form.submit();
}

async function settle(form, go, sent, reply) {
  const said = reply.headers.get("Content-Type")?.includes("json") ? await reply.json() : null;
  if (reply.status === 401 && said) return say("waiting", said.said, said.sign_in);
  if (!said) return say("waiting", root.querySelector(".saved")?.dataset.reload);
  if (!reply.ok) return show(said);
  form.elements.seen.value = said.step;
  form.elements.request_key.value = crypto.randomUUID?.() ?? String(Math.random()).slice(2) + Date.now();
  kept = sent;
  // Changed again while this was under way: that comes first.
  if (answerOf(form) !== sent) wanted ||= go;
  else if (said.main) return show(said);
  if (said.said) say("saved", said.said);
}

async function work() {
  sending = true;
  while (wanted) {
    const go = wanted;
    const form = answerForm();
    wanted = "";
    clearTimeout(timer);
    timer = 0;
    if (!form) continue;
    if (go === "leave" && answerOf(form) === kept) return leave(form);
    if (go === "stay" && answerOf(form) === kept) continue;
    const body = new FormData(form);
    const sent = answerOf(form);
    body.set("go", go === "leave" ? "stay" : go);
    say("saving");
    await settle(form, go, sent, await insist(form.action, body));
    if (go === "leave" && answerForm() === form && !waiting) wanted ||= go;
  }
  sending = false;
}

function want(go) {
  if (go !== "stay" || !wanted) wanted = go;
  if (!sending) work();
}

async function finish(form) {
  say("saving");
  const reply = await insist(form.action, new FormData(form));
  const said = reply.ok && !reply.redirected ? await reply.json() : null;
  if (!said?.page) return location.assign(reply.ok ? reply.url : location.href);
  const page = new DOMParser().parseFromString(said.page, "text/html");
  document.title = page.title;
  document.body.innerHTML = page.body.innerHTML;
  history.pushState(null, "", said.url);
  scrollTo(0, 0);
  document.querySelector("main")?.focus();
}

document.addEventListener("change", (event) => {
  if (event.target.form?.matches("[data-answer]")) timer ||= setTimeout(want, QUIET, "stay");
});

document.addEventListener("submit", (event) => {
  const go = event.submitter?.value;
  if (event.target.matches("[data-answer]")) {
    event.preventDefault();
    want(go || "next");
  } else if (event.target.matches("[data-send]") && !go) {
    event.preventDefault();
    finish(event.target);
  }
});

// An answer that came back through signing in stands in its form now; the address need not carry it any longer.
if (location.search) history.replaceState(null, "", location.pathname);

addEventListener("popstate", () => location.reload());

// Leaving with a change that still waits: it goes along with the page.
addEventListener("pagehide", () => {
  const form = answerForm();
  if (!form || sending || answerOf(form) === kept) return;
  const body = new FormData(form);
  body.set("go", "stay");
  fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
});

addEventListener("beforeunload", (event) => {
  if (waiting && answerForm() && answerOf(answerForm()) !== kept) event.preventDefault();
});
