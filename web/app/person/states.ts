// The states of a person as they are called and coloured on screen.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Person, PersonState, Role, Session } from '../../api/shapes.ts';
import type { Tone } from '../../ui/Badge.tsx';

export const stateNames: Record<PersonState, MessageDescriptor> = {
  invited: msg`Invitée`,
  active: msg`Active`,
  deactivated: msg`Désactivée`,
};

export const stateTones: Record<PersonState, Tone> = { invited: 'warning', active: 'success', deactivated: 'neutral' };

/** The roles that may be given in a space of this kind. */
export const rolesOf: Record<Session['space']['kind'], readonly Role[]> = {
  client: ['learner', 'trainer', 'training_manager', 'space_admin', 'auditor'],
  publisher: ['support', 'operator', 'space_admin', 'auditor'],
};

export const fullName = (person: Pick<Person, 'first_name' | 'last_name'>): string =>
  `${person.first_name} ${person.last_name}`;
