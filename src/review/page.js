(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const cards = all(".card");
  const last = one(".last");
  const notice = one(".notice");
  let state = JSON.parse(document.body.dataset.state);
  // What is asked here. The guide may be changed meanwhile, by another page or a command, and then other things are asked there.
  const asked = JSON.stringify(state.questions);
  let step = 0;
  let active = -1;
  let busy = false;

  async function ask(path, body) {
    const options = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    let answer;
    try {
      answer = await fetch(path, options);
    } catch {
      throw new Error("guidewalk no longer answers: it was ended, or the computer slept. What you decided is kept; start the review again to go on.");
    }
    if (!answer.ok) throw Object.assign(new Error(await answer.text()), { isRefused: answer.status === 409 });
    return answer.headers.get("content-type").startsWith("application/json") ? answer.json() : answer.text();
  }

  // One thing at a time: a second key while the first is on its way would answer the wrong question.
  async function doing(work) {
    if (busy) return;
    busy = true;
    tell("");
    try {
      await work();
    } catch (error) {
      tell(error.message, error.isRefused);
    } finally {
      busy = false;
    }
  }

  // What is refused may be because the page is older than the guide.
  function tell(words, isRefused) {
    notice.textContent = words;
    notice.hidden = words === "";
    if (isRefused) notice.append(button("do small", "Load the page anew", () => location.reload()));
    if (words !== "") notice.scrollIntoView({ block: "nearest" });
  }

  function renew(given) {
    if (JSON.stringify(given.questions) !== asked) {
      const words = "What was decided is kept, but guide or record were changed since the page was loaded, and other things are asked now.";
      throw Object.assign(new Error(words), { isRefused: true });
    }
    state = given;
  }

  const isOpen = (n) => state.answers[n] === "open";
  const firstOpen = (from) => {
    const order = state.answers.map((_, n) => (n + from) % state.answers.length);
    return order.find(isOpen);
  };

  function paint() {
    const decided = state.answers.filter((answer) => answer !== "open").length;
    one("[data-decided]").textContent = decided;
    one("progress").value = decided;
    one("[data-undo]").disabled = !state.can_undo;
    one("[data-last]").classList.toggle("ready", decided === state.answers.length);
    all(".question").forEach((box) => {
      const n = Number(box.dataset.question);
      box.classList.toggle("active", n === active);
      box.dataset.answered = state.answers[n];
      all("[data-answer]", box).forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.answer === state.answers[n])));
    });
    all(".strip button").forEach((button) => {
      const of = state.steps.flatMap((number, n) => (String(number) === button.dataset.step ? [state.answers[n]] : []));
      if (of.length === 0) return;
      const left = of.filter((answer) => answer === "open").length;
      const taken = of.filter((answer) => answer === "accept").length;
      button.dataset.answered = left ? "open" : taken ? "accept" : "reject";
      button.querySelector("span").textContent = left ? `${left} to decide` : taken === of.length ? "new" : taken ? "new, in part" : "old kept";
    });
    all(".strip button").forEach((button) => button.setAttribute("aria-current", String(button.dataset.step === String(step) && last.hidden)));
  }

  function goTo(number, question) {
    const card = cards.find((other) => other.dataset.step === String(number));
    if (!card) return;
    viewing.stop();
    const isOther = step !== number || !last.hidden;
    step = number;
    last.hidden = true;
    one(".steps").hidden = false;
    cards.forEach((other) => { other.hidden = other !== card; });
    const own = all(".question", card).map((box) => Number(box.dataset.question));
    active = question !== undefined ? question : own.find(isOpen) ?? own[0] ?? -1;
    paint();
    if (isOther) one(".strip").scrollIntoView({ block: "start" });
    const box = one(`.question[data-question="${active}"]`);
    if (box) box.focus({ preventScroll: true });
    if (!isOther && box) box.scrollIntoView({ block: "nearest" });
  }

  const goToQuestion = (n) => goTo(state.steps[n], n);

  function move(by) {
    const at = cards.findIndex((card) => card.dataset.step === String(step)) + by;
    if (cards[at]) goTo(Number(cards[at].dataset.step));
  }

  const answer = (n, given) => doing(async () => {
    if (n < 0 || !last.hidden) return;
    const { name, of } = state.questions[n];
    renew(await ask("answer", { question: name, of, answer: given }));
    const next = firstOpen(n + 1);
    if (next === undefined) await look();
    else goToQuestion(next);
  });

  const undo = () => doing(async () => {
    renew(await ask("undo", {}));
    if (state.undone !== null && state.undone !== undefined) goToQuestion(state.undone);
    else paint();
  });

  async function look() {
    last.innerHTML = await ask("last-look");
    viewing.stop();
    one(".steps").hidden = true;
    last.hidden = false;
    paint();
    scrollTo(0, 0);
    last.querySelector("h2").focus({ preventScroll: true });
  }

  const write = () => doing(async () => {
    const button = last.querySelector("[data-write]");
    if (last.hidden || !button || button.disabled) return;
    const { written, number } = await ask("write", {});
    over("Written into the guide.", written, number);
  });

  const takeBack = (number) => doing(async () => {
    const { taken_back: files } = await ask("take-back", { number });
    over("Taken back: the guide is as it was.", files);
  });

  const finish = () => doing(async () => {
    await ask("end", {});
    document.body.classList.add("ended");
    one("main").replaceChildren(paragraph("lead done", "That was all. You can close this window."));
  });

  function paragraph(name, words) {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = words;
    return made;
  }

  function button(name, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  // The review is over until someone goes on: what happened, to which files, and the ways from here. What was written has a number.
  function over(words, files, number) {
    const box = document.createElement("div");
    box.className = "over-now";
    const head = document.createElement("h2");
    head.textContent = words;
    head.tabIndex = -1;
    const list = document.createElement("ul");
    files.forEach((file) => {
      const item = document.createElement("li");
      item.textContent = file;
      list.append(item);
    });
    const buttons = document.createElement("p");
    buttons.className = "final";
    buttons.append(button("do yes", "Finish", finish));
    if (number) buttons.append(button("do", "Take it back", () => takeBack(number)));
    buttons.append(button("do", "Back to the questions", () => location.reload()));
    box.append(head, list, buttons);
    last.replaceChildren(box);
    scrollTo(0, 0);
    head.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button");
    if (!target) {
      if (event.target.localName === "dialog") event.target.close();
      const box = event.target.closest(".question");
      if (box) { active = Number(box.dataset.question); paint(); }
      return;
    }
    const { dataset } = target;
    if (dataset.to) viewing.show(target.closest(".viewer"), dataset.to);
    else if (dataset.answer) answer(Number(target.closest(".question").dataset.question), dataset.answer);
    else if (dataset.step) goTo(Number(dataset.step));
    else if ("undo" in dataset) undo();
    else if ("previous" in dataset) move(-1);
    else if ("next" in dataset) move(1);
    else if ("last" in dataset) doing(look);
    else if ("write" in dataset) write();
    else if ("back" in dataset) goTo(step);
    else if ("help" in dataset) one(".help").showModal();
    else if ("close" in dataset) target.closest("dialog").close();
  });

  const compare = (mode) => {
    const viewer = one(".card:not([hidden]) .viewer");
    if (viewer && last.hidden) viewing.show(viewer, mode);
  };

  const keys = {
    a: () => answer(active, "accept"),
    r: () => answer(active, "reject"),
    u: undo,
    l: () => doing(look),
    w: write,
    Escape: () => { if (!last.hidden) goTo(step); },
    j: () => move(1),
    ArrowRight: () => move(1),
    k: () => move(-1),
    ArrowLeft: () => move(-1),
    s: () => compare("slider"),
    b: () => compare("blink"),
    d: () => compare("difference"),
    "?": () => one(".help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || one("dialog[open]")) return;
    if (document.body.classList.contains("ended") || one(".over-now")) return;
    if (event.target.localName === "input" && event.key.startsWith("Arrow")) return;
    const act = Object.hasOwn(keys, event.key) && keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  const begin = state.answers.length ? firstOpen(0) : undefined;
  if (begin !== undefined) goToQuestion(begin);
  else if (state.answers.length) doing(look);
  else goTo(Number(cards[0].dataset.step));
})();
