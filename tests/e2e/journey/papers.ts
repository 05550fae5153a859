// What the targets open: an infographic (PNG) and three pages (PDF), drawn by the browser of the test.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const STYLE = `
  * { margin: 0; box-sizing: border-box; }
  body { font-family: 'DejaVu Sans', sans-serif; color: #14213d; background: #f7f6f2; }
  h1 { font-size: 46px; letter-spacing: -1px; }
  .lead { font-size: 21px; margin: 10px 0 36px; color: #44506b; }
  .steps { display: grid; grid-template-columns: repeat(4, 1fr); grid-gap: 22px; }
  .step { background: #fff; border-radius: 14px; padding: 26px 22px; border-top: 8px solid #0b7a75; }
  .step b { display: block; font-size: 54px; color: #0b7a75; }
  .step h2 { font-size: 24px; margin: 6px 0 10px; }
  .step p { font-size: 17px; line-height: 1.45; }
  section { width: 1280px; height: 720px; padding: 84px 96px; page-break-after: always; background: #f7f6f2; }
  section h1 { font-size: 58px; margin-bottom: 30px; }
  section li { font-size: 30px; line-height: 1.75; }
  section small { display: block; margin-top: 56px; font-size: 20px; color: #0b7a75; }`;

const STEPS = [
  ['Regarder', 'Laissez la scène se dérouler une fois, sans rien noter.'],
  ['Décrire', 'Dites ce que l’on voit, pas ce que l’on en pense.'],
  ['Relier', 'Cherchez ce qui a changé, et ce qui l’a fait changer.'],
  ['Conclure', 'Une phrase, un fait à l’appui, une chose à vérifier.'],
];
const INFOGRAPHIC = `<style>${STYLE} body { width: 1280px; padding: 64px; }</style>
  <h1>Bien observer, en quatre temps</h1>
  <p class="lead">La même méthode pour une visite de sécurité, un entretien ou un incident.</p>
  <div class="steps">${STEPS.map(([title, text], at) => `<div class="step"><b>${at + 1}</b><h2>${title}</h2><p>${text}</p></div>`).join('')}</div>`;

const PAGES: [string, string[]][] = [
  ['Avant', ['Choisir une question, une seule', 'Se placer pour voir sans gêner', 'Prévoir de quoi noter']],
  ['Pendant', ['Noter l’heure de chaque fait', 'Garder les mots des personnes', 'Marquer ce que l’on n’a pas vu']],
  ['Après', ['Relire dans l’heure', 'Séparer les faits des avis', 'Partager avec qui était là']],
];
const SLIDES = `<style>${STYLE}</style>${PAGES.map(
  ([title, lines], at) =>
    `<section><h1>${title}</h1><ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul><small>La fiche en trois pages · ${at + 1}</small></section>`,
).join('')}`;

async function drawn<T>(browser: Browser, html: string, take: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.setContent(html);
  const taken = await take(page);
  await page.close();
  return taken;
}

/** Their files in this folder. */
export async function drawPapers(browser: Browser, folder: string): Promise<{ image: string; slides: string }> {
  const image = join(folder, 'Bien observer.png');
  const slides = join(folder, 'La fiche en trois pages.pdf');
  await drawn(browser, INFOGRAPHIC, (page) => page.screenshot({ path: image, fullPage: true }));
  await drawn(browser, SLIDES, (page) =>
    page.pdf({ path: slides, width: '1280px', height: '720px', printBackground: true }),
  );
  return { image, slides };
}
