// The house's own script. Every page works without it; it saves keystrokes and typed text.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const clockNow = () => new Date().toTimeString().slice(0, 5);

  // --- search: the key / goes to the search box -------------------------------------
  const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  document.addEventListener("keydown", (event) => {
    const seek = one("[data-seek]");
    if (event.key === "/" && seek && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      seek.focus();
      seek.select();
    }
    if (event.key === "Escape") {
      all("details.drop[open], details.adder[open]").forEach((box) => {
        box.open = false;
        one("summary", box).focus();
      });
      closeEvidence();
    }
  });
  document.addEventListener("click", (event) => {
    all("details.drop[open]").forEach((box) => { if (!box.contains(event.target)) box.open = false; });
    if (event.target.closest("[data-print]")) window.print();
  });

  // --- evidence: a figure opens its source sheet beside the text ---------------------
  let opener = null;
  const mark = (link) => {
    all("[data-evidence][aria-expanded='true']").forEach((other) => other.setAttribute("aria-expanded", "false"));
    if (link && link.hasAttribute("aria-expanded")) link.setAttribute("aria-expanded", "true");
  };
  const openEvidence = async (link) => {
    const panel = one("#evidence");
    try {
      const answer = await fetch(link.dataset.evidence, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      panel.innerHTML = await answer.text();
    } catch {
      location.assign(link.href);
      return;
    }
    if (!panel.contains(link)) opener = link;
    mark(panel.contains(link) ? opener : link);
    panel.classList.add("is-open");
    one("[data-evidence-title]", panel)?.focus();
  };
  const closeEvidence = () => {
    const panel = one("#evidence.is-open");
    if (!panel) return;
    panel.classList.remove("is-open");
    mark(null);
    opener?.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-evidence]");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (link && plain && one("#evidence")) {
      event.preventDefault();
      openEvidence(link);
    }
    if (event.target.closest("[data-evidence-close]") && one("#evidence.is-open")) {
      event.preventDefault();
      closeEvidence();
    }
  });

  // --- drafts: what was typed stays in this browser until it has been sent -----------
  const draftKey = (form) => `draft:${form.dataset.draft || ""}:${new URL(form.action, location.href).pathname}`;
  const keeps = (field) => field.name && field.name !== "csrfmiddlewaretoken"
    && !/^(password|file|hidden|submit|button|reset)$/.test(field.type);
  const store = { // private windows refuse storage: then there are simply no drafts
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };
  const readForm = (form) => [...form.elements].filter(keeps).map((field) =>
    [field.name, field.value, /^(checkbox|radio)$/.test(field.type) ? field.checked : null]);
  const fillForm = (form, rows) => {
    const left = [...form.elements].filter(keeps);
    rows.forEach(([name, value, checked]) => {
      const at = left.findIndex((field) => field.name === name && (checked === null || field.value === value));
      if (at < 0) return;
      const [field] = left.splice(at, 1);
      if (checked === null) field.value = value; else field.checked = checked;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  const offerDraft = (form, draft, key) => {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.innerHTML = '<p class="grow">这张表有没提交的内容，<time></time> 自动保存在这台电脑上。</p>'
      + '<button class="btn btn-sm" type="button">填回来</button><button class="btn btn-sm btn-plain" type="button">不要了</button>';
    one("time", notice).textContent = draft.at;
    const [back, drop] = all("button", notice);
    back.addEventListener("click", () => { notice.remove(); fillForm(form, draft.rows); });
    drop.addEventListener("click", () => { notice.remove(); store.drop(key); });
    form.prepend(notice);
  };
  const SENT = "draft-sent";
  const startDrafts = () => {
    const forms = all("form[data-draft]");
    const sent = sessionStorage.getItem(SENT);
    // Only a page that says so proves it went through; a refusal, a conflict or a failure keeps the draft.
    if (sent && one("#messages .notice.ok")) store.drop(sent);
    sessionStorage.removeItem(SENT);
    forms.forEach((form) => {
      const key = draftKey(form);
      const draft = store.get(key);
      const blank = JSON.stringify(readForm(form));
      if (draft && !("bound" in form.dataset) && JSON.stringify(draft.rows) !== blank) offerDraft(form, draft, key);
      let timer = 0;
      const keep = () => {
        timer = 0;
        const at = clockNow();
        const status = one("[data-draft-status]", form);
        if (store.set(key, { at, rows: readForm(form) }) && status) status.textContent = `已自动保存 ${at}`;
      };
      form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(keep, 600);
      });
      // The last words typed before the page is closed are kept too.
      window.addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); keep(); } });
      form.addEventListener("submit", () => {
        clearTimeout(timer);
        timer = 0;
        store.set(key, { at: clockNow(), rows: readForm(form) });
        sessionStorage.setItem(SENT, key);
      });
    });
  };

  // --- a form is sent once ------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "repeat" in form.dataset) return;
    if ("sent" in form.dataset) { event.preventDefault(); return; }
    form.dataset.sent = "";
    const buttons = all("button[type='submit'], button:not([type])", form);
    setTimeout(() => buttons.forEach((button) => { button.disabled = true; }), 0); // after its value was taken
    setTimeout(() => release(form), 15000); // a download leaves the page where it is
  });
  const release = (form) => {
    if (!("sent" in form.dataset)) return;
    delete form.dataset.sent;
    all("button[type='submit'], button:not([type])", form).forEach((button) => { button.disabled = false; });
  };
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

  // --- no network: said at once, and taken back when it is there again -----------------
  const sayOffline = () => {
    if (one("#offline")) return;
    const notice = document.createElement("div");
    notice.id = "offline";
    notice.className = "notice warn";
    notice.setAttribute("role", "alert");
    notice.innerHTML = "<p><b>网络断了</b>　没有提交任何内容。您填的文字留在这里，连上后再提交。</p>";
    one("#messages")?.prepend(notice);
  };
  window.addEventListener("offline", sayOffline);
  document.addEventListener("htmx:sendError", sayOffline);
  window.addEventListener("online", () => one("#offline")?.remove());

  // --- rows selected in a list ----------------------------------------------------------
  const startBulk = (form) => {
    const bar = one("[data-bulk]", form);
    const boxes = all("[data-select]", form);
    const whole = one("[data-select-all]", form);
    const show = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      bar.hidden = chosen === 0;
      one("[data-bulk-count]", bar).textContent = `已选 ${chosen} ${bar.dataset.bulk || "件"}`;
      boxes.forEach((box) => box.closest("tr").classList.toggle("on", box.checked));
      if (whole) {
        whole.checked = chosen > 0 && chosen === boxes.length;
        whole.indeterminate = chosen > 0 && chosen < boxes.length;
      }
    };
    const setAll = (value) => { boxes.forEach((box) => { box.checked = value; }); show(); };
    form.addEventListener("change", (event) => {
      if (event.target === whole) setAll(whole.checked); else show();
    });
    one("[data-bulk-clear]", bar)?.addEventListener("click", () => setAll(false));
    show();
  };

  // --- repeated rows and counted text ---------------------------------------------------
  const startFormset = (sheet) => {
    const total = one(`[name="${sheet.dataset.formset}-TOTAL_FORMS"]`, sheet);
    one("[data-add-row]", sheet).addEventListener("click", () => {
      const html = one("[data-empty]", sheet).innerHTML.replaceAll("__prefix__", total.value);
      one("[data-forms]", sheet).insertAdjacentHTML("beforeend", html);
      total.value = Number(total.value) + 1;
      one("[data-forms]", sheet).lastElementChild.querySelector("input:not([type='hidden']), textarea, select")?.focus();
    });
  };
  const startCount = (field) => {
    const place = document.getElementById(field.dataset.count);
    const show = () => { place.textContent = `${[...field.value].length} / ${field.maxLength}`; };
    if (place && field.maxLength > 0) { field.addEventListener("input", show); show(); }
  };

  // --- charts from data blocks ------------------------------------------------------------
  const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const chartOption = (data) => {
    const names = { type: "category", data: data.categories, axisTick: { show: false },
      axisLine: { lineStyle: { color: token("--line-strong") } }, axisLabel: { color: token("--ink-2") } };
    const whole = data.series.every((line) => line.values.every((value) => value === null || Number.isInteger(value)));
    const values = { type: "value", name: data.unit, minInterval: whole ? 1 : 0, nameTextStyle: { color: token("--ink-3") },
      axisLabel: { color: token("--ink-2") }, splitLine: { lineStyle: { color: token("--line") } } };
    const lying = data.kind === "bars";
    return {
      animation: false,
      color: ["--c1", "--c4", "--c2", "--c3", "--c5"].map(token),
      textStyle: { fontFamily: token("--sans") },
      grid: { left: 8, right: data.kind === "bars" ? 48 : 16, top: data.series.length > 1 ? 48 : 32, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText" }, // the HTML tooltip writes inline styles
      legend: data.series.length > 1 ? { top: 0, left: 0, textStyle: { color: token("--ink-2") } } : undefined,
      xAxis: lying ? values : names,
      yAxis: lying ? { ...names, inverse: true } : values,
      series: data.series.map((line) => ({ name: line.name, data: line.values, barMaxWidth: 28, symbolSize: 6,
        type: data.kind === "line" ? "line" : "bar",
        label: { show: data.series.length === 1, position: lying ? "right" : "top", color: token("--ink-2") } })),
    };
  };
  const startChart = (plot) => {
    const data = JSON.parse(document.getElementById(plot.dataset.chart).textContent);
    const chart = window.echarts.init(plot, null, { renderer: "canvas" });
    chart.setOption(chartOption(data));
    new ResizeObserver(() => chart.resize()).observe(plot);
  };

  document.addEventListener("DOMContentLoaded", () => {
    startDrafts();
    all("[data-bulk-form]").forEach(startBulk);
    all("[data-formset]").forEach(startFormset);
    all("[data-count]").forEach(startCount);
    if (window.echarts) all("[data-chart]").forEach(startChart);
    one("[data-focus]")?.focus();
  });
})();
