// The editor: a figure that is picked is written where the cursor stands; the list narrows while one types.
(() => {
  "use strict";
  const prose = document.querySelector("[data-prose]");
  const seek = document.querySelector("[data-picker-seek]");
  const rows = [...document.querySelectorAll("[data-pick]")];
  document.addEventListener("click", (event) => {
    const picked = event.target.closest("[data-insert]");
    if (!picked || !prose) return;
    prose.focus();
    prose.setRangeText(picked.dataset.insert, prose.selectionStart, prose.selectionEnd, "end");
    prose.dispatchEvent(new Event("input", { bubbles: true }));
  });
  seek?.addEventListener("input", () => {
    const words = seek.value.trim();
    rows.forEach((row) => { row.hidden = words !== "" && !row.dataset.pick.includes(words); });
    document.querySelectorAll(".picker-list details").forEach((group) => {
      group.hidden = !group.querySelector("[data-pick]:not([hidden])");
    });
  });
  // A claim to rewrite is named in the address: its place is selected.
  const claim = new URLSearchParams(location.search).get("claim");
  if (claim !== null && prose) {
    const found = [...prose.value.matchAll(/[{｛]{2}\s*声明[\s\S]*?[}｝]{2}/g)][Number(claim)];
    if (found) {
      prose.focus();
      prose.setSelectionRange(found.index, found.index + found[0].length);
      prose.scrollTop = prose.scrollHeight * (found.index / prose.value.length) - 120;
    }
  }
})();
