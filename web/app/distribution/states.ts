// The states of a distribution as they are called and coloured on screen.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Distribution } from '../../api/shapes.ts';
import type { Tone } from '../../ui/Badge.tsx';

type State = Distribution['state'];

export const stateNames: Record<State, MessageDescriptor> = {
  scheduled: msg`Programmée`,
  open: msg`Ouverte`,
  closed: msg`Terminée`,
  suspended: msg`Suspendue`,
  archived: msg`Archivée`,
};

export const stateTones: Record<State, Tone> = {
  scheduled: 'info',
  open: 'success',
  closed: 'neutral',
  suspended: 'warning',
  archived: 'neutral',
};

export const STATES = Object.keys(stateNames) as State[];
export const isState = (text: string | undefined): text is State => !!text && text in stateNames;
