// What the first script says, in French: the language the others follow.
export const fr = {
  play: 'Lire',
  pause: 'Mettre en pause',
  start: 'Lancer la vidéo',
  resumeAt: (time: string) => `Reprendre à ${time}`,
  back: 'Reculer de 10 secondes',
  forward: 'Avancer de 10 secondes',
  position: 'Position dans la vidéo',
  positionOf: (now: string, all: string) => `${now} sur ${all}`,
  inChapter: (title: string) => `chapitre : ${title}`,
  mute: 'Couper le son',
  unmute: 'Remettre le son',
  volume: 'Volume',
  side: 'Plan et contenu',
  home: 'Accueil',
  player: 'Lecteur vidéo',
  film: (title: string) => `Vidéo : ${title}`,
  targets: 'Cibles sur l’image',
  targetShown: (label: string) => `Cible : ${label}. Touche T pour l’atteindre.`,
  waiting: 'La suite arrive…',
  hours: (n: number) => (n > 1 ? `${n} heures` : '1 heure'),
  minutes: (n: number) => (n > 1 ? `${n} minutes` : '1 minute'),
  seconds: (n: number) => (n > 1 ? `${n} secondes` : `${n} seconde`),
};

export type Text = typeof fr;
