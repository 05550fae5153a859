// What a line of the file will do, and the columns, as they are called on screen.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Import } from '../../api/shapes.ts';

export const actionNames: Record<Import['sample'][number]['action'], MessageDescriptor> = {
  create: msg`Créer`,
  update: msg`Mettre à jour`,
  unchanged: msg`Rien à changer`,
};

export const fieldNames: Record<string, MessageDescriptor | undefined> = {
  first_name: msg`Prénom`,
  last_name: msg`Nom`,
  email: msg`Adresse e-mail`,
  roles: msg`Rôles`,
  groups: msg`Groupes`,
  language: msg`Langue`,
};
