// The rights in the reader's language, in the order in which a person thinks about them. A right this table does not know
// yet is shown with the description of the API.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

const sections: readonly { title: MessageDescriptor; rights: Record<string, MessageDescriptor> }[] = [
  {
    title: msg`Apprendre`,
    rights: { 'module.play': msg`Suivre les modules diffusés` },
  },
  {
    title: msg`Concevoir`,
    rights: {
      'grain.edit': msg`Créer et modifier des grains et des modules`,
      'grain.import': msg`Importer des chapitres et des grains`,
      'module.submit': msg`Soumettre un module à l’approbation`,
    },
  },
  {
    title: msg`Approuver et diffuser`,
    rights: {
      'module.review': msg`Approuver ou refuser un module`,
      'distribution.manage': msg`Gérer la diffusion`,
    },
  },
  {
    title: msg`Mesurer`,
    rights: {
      'measure.read': msg`Voir les mesures regroupées`,
      'measure.read_named': msg`Voir les résultats nominatifs`,
    },
  },
  {
    title: msg`Personnes et groupes`,
    rights: {
      'person.read': msg`Voir les personnes`,
      'person.edit': msg`Inviter, modifier et désactiver des personnes`,
      'group.read': msg`Voir les groupes`,
      'group.edit': msg`Modifier les groupes`,
      'role.read': msg`Voir les rôles et droits`,
      'role.edit': msg`Modifier les droits des rôles`,
    },
  },
  {
    title: msg`Contrat et espace`,
    rights: {
      'space.read': msg`Voir les réglages de l’espace`,
      'space.edit': msg`Modifier les réglages de l’espace`,
      'licence.read': msg`Voir les licences`,
      'licence.edit': msg`Attribuer les licences`,
      'invoice.read': msg`Voir les factures`,
      'audit.read': msg`Lire le journal`,
      'privacy.manage': msg`Traiter les demandes des personnes`,
      'ticket.open': msg`Ouvrir une demande d’assistance`,
    },
  },
  {
    title: msg`Éditeur`,
    rights: {
      'space.list': msg`Voir les espaces clients`,
      'space.create': msg`Ouvrir un espace client`,
    },
  },
];

const OTHER = msg`Autres`;

export const rightName = (right: string): MessageDescriptor | undefined =>
  sections.find(({ rights }) => right in rights)?.rights[right];

/** Sections of the rights the API lists, in our order; what we cannot place comes last. */
export function rightSections(known: readonly string[]): { title: MessageDescriptor; rights: string[] }[] {
  const placed = sections.map(({ title, rights }) => ({
    title,
    rights: Object.keys(rights).filter((right) => known.includes(right)),
  }));
  const rest = known.filter((right) => !rightName(right));
  return [...placed, { title: OTHER, rights: rest }].filter(({ rights }) => rights.length > 0);
}
