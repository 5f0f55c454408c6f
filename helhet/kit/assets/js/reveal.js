// Shows the box that belongs to a choice only when it is chosen. Without script it is always there.
// Ours instead of the component's own, which puts aria-expanded on radio buttons, where it may not stand.
export function reveal(group) {
  const choices = group.querySelectorAll("input[data-aria-controls]");
  if (!choices.length) return;

  function update() {
    for (const choice of choices) {
      const box = document.getElementById(choice.dataset.ariaControls);
      box?.classList.toggle("govuk-radios__conditional--hidden", choice.type === "radio" && !choice.checked);
      box?.classList.toggle("govuk-checkboxes__conditional--hidden", choice.type === "checkbox" && !choice.checked);
    }
  }

  group.addEventListener("change", update);
  window.addEventListener("pageshow", update);
  update();
}
