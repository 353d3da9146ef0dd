// What htmx leaves open: no asking in a hidden tab, nothing swapped that is as it was,
// and no page taken away from under somebody who writes. All pages work without this.

const isLive = (element) => element.matches("[data-live]");

// A page that says why something was refused is not taken away either.
const isWriting = () =>
  document.querySelector("main .notice[role=alert]") !== null ||
  [...document.querySelectorAll("main input, main textarea, main select")].some((input) =>
    input.type === "checkbox" || input.type === "radio"
      ? input.checked !== input.defaultChecked
      : input.tagName === "SELECT"
        ? [...input.options].some((option) => option.selected !== option.defaultSelected) && input.selectedIndex > 0
        : input.value !== input.defaultValue,
  );

document.addEventListener("htmx:configRequest", (event) => {
  if (!isLive(event.target)) return;
  if (document.hidden) event.preventDefault();
  event.detail.headers["If-None-Match"] = `"${event.target.dataset.etag}"`;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (!isLive(target)) return;
  if (xhr.status === 304) event.detail.shouldSwap = false;
  else target.dataset.etag = (xhr.getResponseHeader("ETag") ?? "").replaceAll('"', "");
});

// What somebody has unfolded in a live part stays unfolded.
let openParts = [];

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (isLive(target)) openParts = [...target.querySelectorAll("details[open][id]")].map((part) => part.id);
});

document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (isLive(target)) openParts.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
});

document.addEventListener("moved", () => {
  if (isWriting()) document.getElementById("moved").hidden = false;
  else location.reload();
});

// Reading: how long it has been so far, and marked words straight into the comment.

const timer = document.querySelector("[data-minutes]");
if (timer) {
  const began = Date.now();
  const tell = () => {
    const minutes = Math.floor((Date.now() - began) / 60000);
    timer.querySelector("[data-elapsed]").textContent = `You have had it open for ${minutes} of ${timer.dataset.minutes} minutes.`;
  };
  tell();
  setInterval(tell, 15000);
}

document.addEventListener("mouseup", () => {
  const quote = document.getElementById("comment-comment.anchor.quote");
  const selection = document.getSelection();
  const node = selection?.anchorNode?.parentElement?.closest("[data-section]");
  if (!quote || !node || !node.contains(selection.focusNode) || selection.isCollapsed) return;
  const range = selection.getRangeAt(0).cloneContents();
  range.querySelectorAll("sup").forEach((number) => number.remove());
  quote.value = range.textContent;
  document.getElementById("comment-section").value = node.dataset.section;
  document.getElementById("comment-more").open = true;
});
