import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { messages as english } from '../locales/en.po';
import { messages as french } from '../locales/fr.po';
import { problemMessage } from './messages.ts';
import { platformMessages } from './platform.ts';

describe('the sentences of error codes', () => {
  beforeAll(() => i18n.loadAndActivate({ locale: 'fr', messages: french }));

  it.each(Object.entries(platformMessages))('%s is said in both languages, differently', (code, { id }) => {
    expect(problemMessage(code).id).toBe(id);
    expect(french[id], `${code} in French`).toBeTruthy();
    expect(english[id], `${code} in English`).toBeTruthy();
    expect(english[id]).not.toEqual(french[id]);
  });

  it('fall back to a general sentence for a code that is not known', () => {
    expect(problemMessage('grain.unheard_of').id).toBe('problem.client.unreadable');
  });
});
