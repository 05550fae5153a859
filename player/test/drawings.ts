// Pictures for the browser tests, drawn as SVG: no binary file in the project.

const page = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1600" height="900" font-family="Inter, sans-serif">` +
  `<rect width="1600" height="900" fill="#fff"/>${body}</svg>`;

const zones = ['Nature et capacité', 'Mode d’emploi', 'Classes de feu', 'Précautions', 'Fabricant'];
const colours = ['#b3261e', '#0b7a75', '#2c6bb3', '#8a5200', '#414a60'];

export const poster = (): string =>
  page('<rect width="1600" height="900" fill="#1d3b4a"/><circle cx="800" cy="450" r="220" fill="#e4572e"/>');

export const image = (): string =>
  page(
    `<text x="100" y="130" font-size="56" font-weight="700" fill="#14213d">L’étiquette en cinq zones</text>` +
      zones
        .map(
          (zone, at) =>
            `<rect x="100" y="${190 + at * 130}" width="1400" height="106" rx="10" fill="${colours[at]}"/>` +
            `<text x="150" y="${258 + at * 130}" font-size="44" fill="#fff">${at + 1}. ${zone}</text>`,
        )
        .join(''),
  );

export const slide = (n: number): string =>
  page(
    `<text x="800" y="480" text-anchor="middle" font-size="320" font-weight="700" fill="${colours[n]}">${'ABC'[n - 1]}</text>` +
      `<text x="800" y="640" text-anchor="middle" font-size="56" fill="#14213d">Classe de feu ${n} sur 3</text>`,
  );

export const captions = [
  'WEBVTT',
  '00:00.500 --> 00:03.000\nUn feu se reconnaît\nà ce qui brûle.',
  '00:03.200 --> 00:07.500\n<v Claire>Lisez l’étiquette avant de choisir.',
  '00:08.000 --> 00:12.000\nÉlectricité : jamais d’eau.',
  '00:12.500 --> 00:20.000\nChaque classe a son appareil.',
].join('\n\n');
