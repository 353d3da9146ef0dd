// What the tests of every page ask of a page; loaded into it together with axe.
window.day1 = (() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const STOPS = { date: 5, "datetime-local": 9 }; // a date is several stops of Tab
  const MAY_SCROLL = ".wide, nav.bar";
  const UNSEEN = ".hidden, .skip";

  const told = (ones) => [...ones].slice(0, 3).map((one) => one.outerHTML.slice(0, 200));
  const isSeen = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;

  // What axe finds; of all its rules, WCAG 2.2 A and AA and best practices, when none are named.
  const findings = async (rules) => {
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }),
    });
    return violations.map(({ id, impact, help, nodes }) => ({
      rule: id, impact, help, places: nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + node.failureSummary),
    }));
  };

  const tooWide = () => told([...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(`${MAY_SCROLL}, ${UNSEEN}`)));

  // Watch where Tab leads; return how often to press it.
  const watchFocus = () => {
    const controls = [...document.querySelectorAll(CONTROLS)].filter((one) => one.checkVisibility());
    const reached = new Set();
    const unseen = new Set();
    document.addEventListener("focusin", ({ target }) => {
      reached.add(target);
      if (controls.includes(target) && !isSeen(getComputedStyle(target))) unseen.add(target);
    });
    window.day1.focused = () => ({
      missed: told(controls.filter((one) => one.isConnected && !reached.has(one))),
      unseen: told(unseen),
    });
    return controls.reduce((sum, one) => sum + (STOPS[one.type] ?? 1), 2);
  };

  return { findings, tooWide, watchFocus };
})();
