// Beside the choices stands what each unit would see. Follows the clicks; without script the button does it.
for (const input of document.querySelectorAll("[data-matrix] input[type=radio]")) {
  input.addEventListener("change", () => {
    for (const line of document.querySelectorAll(`[data-cell="${input.name}"]`)) {
      line.querySelector("[data-yes]").hidden = input.value !== "yes";
      line.querySelector("[data-no]").hidden = input.value === "yes";
    }
  });
}
for (const button of document.querySelectorAll("[data-preview-button]")) button.hidden = true;
