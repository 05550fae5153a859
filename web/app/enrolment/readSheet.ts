// The text of a file of people. Spreadsheets of Windows write their own eight-bit letters when not asked for UTF-8.
export type SheetText = { text: string; converted: boolean };

export function readSheet(bytes: ArrayBuffer): SheetText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), converted: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), converted: true };
  }
}

/** A file to start from. The first character tells spreadsheets that it is UTF-8. */
export const SAMPLE = [
  '\ufeffprenom;nom;email;roles;groupes;langue',
  'Amélie;Durand;amelie.durand@exemple.fr;learner;Agence de Brest;fr',
  'Yanis;Le Goff;yanis.legoff@exemple.fr;learner|trainer;Agence de Brest|Conseillers;fr',
].join('\r\n');
