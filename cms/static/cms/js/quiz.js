// Answers save themselves, and a save brings the next question. Without this file every button works all the same.
//
// Every change is an entry of a queue, with a request key of its own. It leaves the queue when our server has said that
// it is saved, and not before. Answers that are only ticked or picked wait in localStorage too, under person and try, so
// that a crash does not take them; words stay in this page and nowhere else, because phones are shared.

// A change is on its way to the server at the latest after this many milliseconds.
const QUIET = 3000;
const OURS = "hearten.";

const root = document.querySelector("[data-try]");
const MINE = `${OURS}${root.dataset.person}.`;
const HERE = `${MINE}${root.dataset.try}.`;

const $ = (selector) => root.querySelector(selector);
const answerForm = () => $("form[data-answer]");
const numberOf = (form) => Number(form.dataset.answer);
const isAnswer = ([name]) => /^(flag|unsure|certainty|answer(-.*)?)$/.test(name);
const fieldsOf = (form) => [...new FormData(form)].filter(isAnswer);
const spelled = (fields = []) => JSON.stringify(fields.map(([name, value]) => [name, value.name ?? value, value.size]));
const same = (one, other) => spelled(one) === spelled(other);
const hasWords = (form) => !!form.querySelector("textarea, input:not([type=hidden], [type=radio], [type=checkbox])");

let queue = [];
// By question number: what the server said last about it, and the step it gave.
const kept = {};
const steps = {};
// Questions this page has shown, with what was chosen in them: without a connection there is no other way back.
const pages = new Map();
let here = location.pathname;
// Where the person wants to go once everything is saved.
let wish = null;
let timer = 0;
let working = false;
let troubled = false;
let adopted = false;
let token = "";

// The queue and its copy on the device

function store(entry) {
  if (!entry.keep || !entry.changed) return;
  try {
    localStorage.setItem(HERE + entry.key, JSON.stringify(entry));
    entry.stored = true;
  } catch {
    // No room, or not allowed. It stays in the page, and leaving asks first.
  }
}

function forget(which) {
  try {
    for (const name of Object.keys(localStorage).filter(which)) localStorage.removeItem(name);
  } catch {
    // Nothing could be kept, so nothing is there.
  }
}

function drop(entry) {
  queue = queue.filter((each) => each !== entry);
  forget((name) => name === HERE + entry.key);
}

// What an earlier page of this person at this try could not send. What others left behind goes.
function adopt() {
  forget((name) => name.startsWith(OURS) && !name.startsWith(MINE));
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(HERE));
    queue = names.map((name) => JSON.parse(localStorage.getItem(name))).sort((one, other) => one.order - other.order);
    for (const entry of queue) entry.isOld = true;
  } catch {
    queue = [];
  }
  adopted = queue.length > 0;
}

const waitsFor = (number) => queue.filter((entry) => entry.number === number).at(-1);

// What waits for a question stands in its form at once, although the page was drawn without it: whoever goes on
// choosing, or walks away, must not put the form of before in its place.
function putBack(form) {
  const entry = waitsFor(numberOf(form));
  if (!entry) return;
  for (const field of form.elements) {
    const values = entry.fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/^(radio|checkbox)$/.test(field.type)) field.checked = values.includes(field.value);
    else if (field.matches("select")) field.value = values[0] ?? "";
  }
}

// Puts the answer of a form into the queue, unless it is there or saved already.
function note(form, press, always) {
  const number = numberOf(form);
  const fields = [...fieldsOf(form), ...(press ? [press] : [])];
  const waiting = () => waitsFor(number);
  // An earlier page left it. As long as nobody touched this one, what stands here is no change of the person's.
  if (waiting()?.isOld && same(kept[number], fields)) return;
  if (!always && same(waiting()?.fields ?? kept[number], fields)) return;
  if (waiting() && !waiting().tried) drop(waiting());
  const before = waiting();
  const changed = !same(before?.fields ?? kept[number], fields);
  if (!always && !changed) return;
  const key = `${Date.now()}${Math.random()}`;
  // Behind another one of the same question its step is not known yet.
  const seen = before ? null : (steps[number] ?? form.elements.seen.value);
  const url = form.getAttribute("action");
  queue.push({ number, fields, key, seen, url, changed, press: !!press, keep: !hasWords(form), order: Date.now() });
  store(queue.at(-1));
}

// What the page says

function say(state, text, link) {
  const line = $(".saved");
  if (!line) return;
  line.dataset.state = state;
  if (line.textContent === text) return;
  const icon = $(`template[data-icon="${state === "waiting" ? "waiting" : "done"}"]`).content.cloneNode(true);
  const way = () => Object.assign(document.createElement("a"), { href: link, target: "_blank", textContent: text });
  line.replaceChildren(...(state === "saving" ? [] : [icon]), link ? way() : text);
}

function sayWaiting(reason = "waiting", link = "") {
  const words = $(".saved")?.dataset;
  if (!words) return;
  const changed = queue.filter((entry) => entry.changed);
  const count = new Set(changed.map((entry) => entry.number)).size;
  const said = [reason === "waiting" && count > 1 ? words.many.replace("{n}", count) : words[reason]];
  if (changed.some((entry) => !entry.stored)) said.push(words.open);
  if (["next", "back"].includes(wish?.go)) said.push(words.stuck);
  say("waiting", said.join(" "), link);
}

// A line that stays while questions come and go: what moved, how much time is left.
function tell(text) {
  const line = document.querySelector("[data-tell]");
  line.textContent = "";
  setTimeout(() => (line.textContent = text), 150);
}

// Sending

const pause = (milliseconds) =>
  new Promise((resume) => {
    setTimeout(resume, milliseconds);
    for (const event of ["online", "focus"]) addEventListener(event, resume, { once: true });
  });

// A reply counts as ours only when it is JSON and came from the address we asked.
async function ask(url, options) {
  try {
    const reply = await fetch(url, { ...options, headers: { Accept: "application/json" } });
    const isOurs = !reply.redirected && reply.headers.get("Content-Type")?.includes("json");
    return { reply, status: reply.status, ok: reply.ok, said: isOurs ? await reply.json() : null };
  } catch {
    return { status: 0, ok: false, said: null };
  }
}

// Signed in again in another tab: the token of this page is of before.
async function renewed() {
  const { said } = await ask(location.pathname);
  const fresh = said?.main?.match(/csrfmiddlewaretoken" value="(\w+)/)?.[1];
  if (!fresh) return said?.sign_in ? sayWaiting("signin", said.sign_in) : false;
  for (const field of root.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
  return (token = fresh);
}

// Sends one body until our server answers for it. The same key goes with it each time, so it counts once.
async function insist(url, fields, isAnswered) {
  for (let wait = 2000, renewals = 0; ; wait = Math.min(wait * 2, 30000)) {
    const body = new FormData();
    for (const [name, value] of [...fields, ["csrfmiddlewaretoken", token]]) body.append(name, value);
    const answer = await ask(url, { method: "POST", body });
    troubled = !isAnswered(answer);
    if (!troubled) return answer;
    if (answer.said?.sign_in) sayWaiting("signin", answer.said.sign_in);
    else sayWaiting(/^4(?!29)/.test(answer.status) ? "reload" : "waiting");
    if (answer.status === 403 && renewals++ < 3 && (await renewed())) continue;
    if (wish) showAgain(beside(wish.go));
    await pause(Math.max(wait, 1000 * Math.min(60, answer.reply?.headers.get("Retry-After") || 0)));
  }
}

// Only a reply that names this question, this key and a step says "saved".
const isSaved = (entry, { ok, said }) =>
  ok && said?.number === entry.number && said.key === entry.key && Number.isInteger(said.step);
const isRefused = ({ status, said }) => [409, 422].includes(status) && said?.main;

async function send(entry) {
  entry.tried = true;
  store(entry);
  const isHere = () => answerForm() && numberOf(answerForm()) === entry.number;
  const go = isHere() && queue.length === 1 && ["next", "back"].includes(wish?.go) ? wish.go : "stay";
  if (entry.changed) say("saving", $(".saved")?.dataset.saving);
  const facts = [["seen", entry.seen ?? steps[entry.number] ?? 0], ["request_key", entry.key], ["go", go]];
  const answer = await insist(entry.url, [...entry.fields, ...facts], (each) => isSaved(entry, each) || isRefused(each));
  const { said } = answer;
  const later = queue.find((each) => each !== entry && each.number === entry.number);
  drop(entry);
  if (later) later.seen = isSaved(entry, answer) ? said.step : entry.seen;
  if (later) store(later);
  if (!isSaved(entry, answer)) {
    // A newer answer to the same question stands for this one; and half a number is no mistake while it is typed.
    if (later) return;
    return answer.status === 422 && isHere() && !wish && !entry.press ? say("waiting", said.problem) : show(said);
  }
  // The page could not show this (an order, a step): it is drawn anew in a moment.
  if (entry.isOld && isHere() && !same(kept[entry.number], entry.fields)) return;
  kept[entry.number] = entry.fields;
  steps[entry.number] = said.step;
  if (isHere()) answerForm().elements.seen.value = said.step;
  setClock(said.left);
  if (entry.press && isHere() && said.main) {
    if (later) drop(later);
    show(said, entry.fields.at(-1));
  } else if (said.main && wish && isHere() && !queue.length && same(fieldsOf(answerForm()), entry.fields)) show(said);
  else if (said.said && !queue.some((each) => each.changed)) say("saved", said.said);
}

async function work() {
  if (working) return;
  working = true;
  clearTimeout(timer);
  timer = 0;
  for (;;) {
    if (!queue.length && adopted) await refresh();
    if (!queue.length && answerForm() && wish?.go) note(answerForm(), null, wish.go !== "leave");
    if (queue.length) await send(queue[0]);
    else break;
  }
  working = false;
  if (wish?.go === "leave") leave(answerForm());
  else if (wish?.sends) finish(wish.sends);
}

// Going on

function want(form, go, press) {
  wish = press ? null : { go };
  note(form, press, !!press);
  if (troubled) sayWaiting();
  if (troubled && wish) showAgain(beside(go));
  work();
}

function show(reply, press) {
  keepPage();
  wish = null;
  root.innerHTML = reply.main;
  document.title = reply.title;
  if (reply.url && reply.url !== location.pathname) history.pushState(null, "", reply.url);
  here = location.pathname;
  arrive();
  const button = press && $(`[name="${press[0]}"][value="${CSS.escape(press[1])}"]`);
  if (!button) scrollTo(0, 0);
  (button ?? $("[data-focus], #stem"))?.focus();
  if (reply.tell) tell(reply.tell);
  // A new line of status is only spoken when its words come after the line itself.
  const line = $(".saved");
  const words = line && [...line.childNodes];
  line?.replaceChildren();
  setTimeout(() => line?.childNodes.length === 0 && line.replaceChildren(...words), 150);
}

function arrive() {
  const form = answerForm();
  token = $("[name=csrfmiddlewaretoken]")?.value ?? token;
  if (form) putBack(form);
  if (form) kept[numberOf(form)] = fieldsOf(form);
  if (form) steps[numberOf(form)] = form.elements.seen.value;
  startClock();
}

function keepPage() {
  if (!answerForm()) return;
  const page = document.createDocumentFragment();
  page.append(...root.childNodes);
  pages.set(here, { page, title: document.title });
}

const beside = (go) => here.replace(/\d+(?=\/$)/, (number) => Number(number) + (go === "back" ? -1 : 1));

// A question this page has shown before, just as it was left.
function showAgain(path) {
  const found = path !== here && pages.get(path);
  if (!found) return false;
  wish = null;
  keepPage();
  root.replaceChildren(found.page);
  document.title = found.title;
  if (path !== location.pathname) history.pushState(null, "", path);
  here = path;
  for (const field of root.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  const form = answerForm();
  form.elements.seen.value = steps[numberOf(form)];
  startClock();
  scrollTo(0, 0);
  $("#stem")?.focus();
  sayWaiting();
  return true;
}

// The page was drawn before what had waited was saved. Where the person wants to go, they still go.
async function refresh() {
  adopted = false;
  const form = answerForm();
  const { said } = await ask(location.pathname);
  if (!said?.main || queue.length || (form && !same(fieldsOf(form), kept[numberOf(form)]))) return;
  const before = wish;
  show(said);
  wish = before?.go && !answerForm() ? null : before;
}

// Everything is saved: the rest is an ordinary form, so that the next page can say so.
function leave(form) {
  hide(form, "go", "leave");
  form.submit();
}

const hide = (form, name, value) =>
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));

async function finish(form) {
  wish = { sends: form };
  if (working || queue.length) return work();
  working = true;
  say("saving", $(".saved").dataset.saving);
  const answer = await insist(form.action, [...new FormData(form)], ({ ok, said, reply }) =>
    said ? said.page || said.main : ok && reply.redirected);
  working = false;
  const { said, reply } = answer;
  if (said?.main) return show(said);
  forget((name) => name.startsWith(HERE));
  if (!said) return location.assign(reply.url);
  const page = new DOMParser().parseFromString(said.page, "text/html");
  document.title = page.title;
  document.body.innerHTML = page.body.innerHTML;
  history.pushState(null, "", said.url);
  scrollTo(0, 0);
  document.querySelector("main")?.focus();
}

// The quiet clock: whole minutes, by the server's time. What this device calls the time does not matter.

let ends = null;
let minutesBefore = Infinity;
let isHidden = false;

function startClock() {
  const clock = $("[data-left]");
  if (!clock) return (ends = null);
  setClock(Number(clock.dataset.left));
  const button = $("[data-hides]");
  button.hidden = false;
  button.onclick = () => {
    isHidden = !isHidden;
    tick();
  };
}

function setClock(left) {
  if (!Number.isFinite(left) || !$("[data-left]")) return;
  ends = performance.now() + 1000 * left;
  minutesBefore = Math.min(minutesBefore, Math.max(0, Math.ceil(left / 60)));
  tick();
}

async function tick() {
  const clock = $("[data-left]");
  if (!clock || ends === null) return;
  const seconds = (ends - performance.now()) / 1000;
  const minutes = Math.max(0, Math.ceil(seconds / 60));
  const { about, last, over, grace } = clock.dataset;
  const text = seconds <= 0 ? over : minutes === 1 ? last : about.replace("{n}", minutes);
  if (clock.textContent !== text) clock.textContent = text;
  clock.hidden = isHidden && seconds > 0;
  const button = $("[data-hides]");
  button.textContent = button.dataset[isHidden ? "shows" : "hides"];
  if ([10, 2, 0].some((mark) => minutesBefore > mark && minutes <= mark)) tell(text);
  minutesBefore = minutes;
  if (seconds > 0) return;
  const form = answerForm();
  if (form) note(form);
  if (queue.length) work();
  // The server seals it now, whoever asks.
  if (seconds < -Number(grace) - 1 && !queue.length && (await ask(location.pathname)).reply?.redirected) location.reload();
}

setInterval(tick, 5000);

// What people do

function edited({ type, target }) {
  const form = target.form;
  if (!form?.matches("[data-answer]")) return;
  // A file goes at once, and the page says that it is there.
  if (target.type === "file") return type === "change" && want(form, "", [target.name.replace("upload", "add"), "1"]);
  const count = target.dataset.words && document.getElementById(target.dataset.words);
  if (count) count.textContent = count.textContent.replace(/\d+/, target.value.split(/\s+/).filter(Boolean).length);
  // "Saved" was said of the answer before this one.
  if ($(".saved").dataset.state !== "waiting") $(".saved").replaceChildren();
  if (!hasWords(form)) note(form);
  if (troubled) sayWaiting();
  timer ||= setTimeout(() => {
    timer = 0;
    if (answerForm()) note(answerForm());
    if (troubled) sayWaiting();
    work();
  }, QUIET);
}

document.addEventListener("change", edited);
document.addEventListener("input", edited);

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const press = isAnswer([submitter?.name]) ? [submitter.name, submitter.value] : null;
  if (form.matches("[data-answer]")) {
    event.preventDefault();
    if (submitter?.closest(".order")) move(submitter);
    else want(form, submitter?.value || "next", press);
  } else if (form.matches("[data-send]") && !submitter?.value) {
    event.preventDefault();
    finish(form);
  }
});

// Up and down in place: as the server would answer, without asking it.
function move(button) {
  const row = button.closest("li");
  const isUp = button.value.endsWith(":up");
  const other = isUp ? row.previousElementSibling : row.nextElementSibling;
  if (other) other[isUp ? "before" : "after"](row);
  const rows = [...row.parentElement.children];
  rows.forEach((each, index) => (each.querySelector(".pos").textContent = index + 1));
  if (!button.form.elements[`${button.name}d`]) hide(button.form, `${button.name}d`, 1);
  button.focus();
  const words = $(".saved").dataset;
  const said = words[other ? "moved" : isUp ? "first" : "last"];
  const facts = { text: row.children[1].textContent, place: rows.indexOf(row) + 1, total: rows.length };
  tell(said.replace(/{(\w+)}/g, (whole, name) => facts[name]));
  edited({ target: button });
}

// A link that cannot be followed without a connection would only lead to the browser's own page.
root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !troubled || link.target) return;
  const found = showAgain(link.pathname);
  if (found || !navigator.onLine) event.preventDefault();
  if (!found && !navigator.onLine) sayWaiting("far");
});

addEventListener("popstate", () => {
  if (!troubled || !showAgain(location.pathname)) location.reload();
});

// Leaving with a change that still waits: it goes along with the page, and waits on if that does not arrive.
addEventListener("pagehide", () => {
  if (answerForm()) note(answerForm());
  for (const { url, fields, key, seen } of queue.filter((entry) => entry.seen !== null)) {
    const body = new FormData();
    const facts = [["seen", seen], ["request_key", key], ["go", "stay"], ["csrfmiddlewaretoken", token]];
    for (const [name, value] of [...fields, ...facts]) body.append(name, value);
    ask(url, { method: "POST", body, keepalive: true });
  }
});

addEventListener("beforeunload", (event) => {
  if (answerForm()) note(answerForm());
  if (queue.some((entry) => entry.changed && !entry.stored)) event.preventDefault();
});

addEventListener("visibilitychange", async () => {
  if (ends !== null && !document.hidden) setClock((await ask(location.pathname)).said?.left);
});

// An answer that came back through signing in stands in its form now; the address need not carry it any longer.
if (location.search) history.replaceState(null, "", location.pathname);
adopt();
arrive();
if (adopted) {
  sayWaiting();
  work();
}
