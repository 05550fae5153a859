// The file of people on its way to the server, which alone decides how its letters are to be read.
const CHUNK = 0x8000;

/** RFC 4648 §5, without padding. In chunks, because a call takes only so many arguments. */
export function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** A file to start from. The first character tells spreadsheets that it is UTF-8. */
export const SAMPLE = [
  '\ufeffprenom;nom;email;roles;groupes;langue',
  'Amélie;Durand;amelie.durand@exemple.fr;learner;Agence de Brest;fr',
  'Yanis;Le Goff;yanis.legoff@exemple.fr;learner|trainer;Agence de Brest|Conseillers;fr',
].join('\r\n');
