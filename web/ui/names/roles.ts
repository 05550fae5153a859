// The roles as they are called on screen.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Role } from '../../api/shapes.ts';

export const roleNames: Record<Role, MessageDescriptor> = {
  learner: msg`Apprenant`,
  trainer: msg`Formateur`,
  training_manager: msg`Responsable de formation`,
  space_admin: msg`Administrateur`,
  auditor: msg`Auditeur`,
  support: msg`Support`,
  operator: msg`Exploitant`,
};
