import { i18n } from '@lingui/core';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemMessage } from '../../ui/problem/messages.ts';
import { platformMessages } from '../../ui/problem/platform.ts';
import { messages as english } from './locales/en.po';
import { messages as french } from './locales/fr.po';
import { authoringMessages } from './problems.ts';

const committed = `${import.meta.dirname}/../../../docs/api/openapi.json`;
const document = existsSync(committed) ? committed : process.env.KAIR_OPENAPI;

describe('the sentences of the error codes of authoring', () => {
  beforeAll(() => i18n.loadAndActivate({ locale: 'fr', messages: french }));

  it.each(Object.entries(authoringMessages))('%s is said in both languages, differently', (code, { id }) => {
    expect(problemMessage(code).id).toBe(id);
    expect(french[id], `${code} in French`).toBeTruthy();
    expect(english[id], `${code} in English`).toBeTruthy();
    expect(english[id]).not.toEqual(french[id]);
  });

  it('make, with those of the platform, one for every code that the API document lists', () => {
    const api = JSON.parse(readFileSync(document ?? '', 'utf8'));
    const codes: string[] = api.components.schemas.ErrorCode.enum;
    const said = { ...platformMessages, ...authoringMessages };
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !(code in said))).toEqual([]);
  });
});
