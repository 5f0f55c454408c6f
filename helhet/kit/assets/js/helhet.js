// Behaviour of the pages. Every task works without it; it only saves a step or a fright.
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { autosave } from "./autosave.js";
import { live } from "./live.js";
import { menus } from "./menus.js";
import { once } from "./once.js";
import { readAloud } from "./read_aloud.js";
import { reveal } from "./reveal.js";
import { stay } from "./stay.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, ErrorSummary, SkipLink]) createAll(component);
for (const form of document.querySelectorAll("form[data-once]")) once(form);
for (const form of document.querySelectorAll("form[data-draft]")) autosave(form);
for (const group of document.querySelectorAll(".govuk-radios, .govuk-checkboxes")) reveal(group);
for (const place of document.querySelectorAll("[data-read-aloud]")) readAloud(place);
for (const menu of document.querySelectorAll("details.h-me")) menus(menu);
for (const form of document.querySelectorAll("form[data-stay]")) stay(form);
for (const place of document.querySelectorAll("[data-live]")) live(place);
for (const place of document.querySelectorAll("[data-focus]")) place.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
