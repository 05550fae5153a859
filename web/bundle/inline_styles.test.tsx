import { act } from 'react';
import { Button } from 'react-aria-components/Button';
import { Modal, ModalOverlay, Dialog } from 'react-aria-components/Modal';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { inlineStyles } from './inline_styles.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  document.body.replaceChildren();
});

it('lists the style that a pressed thing adds to the page', () => {
  vi.stubEnv('NODE_ENV', 'production-like');
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  act(() => root.render(<Button>ok</Button>));
  const added = [...document.head.querySelectorAll('style')].map((style) => style.textContent);
  act(() => root.unmount());
  expect(added.length).toBeGreaterThan(0);
  for (const text of added) expect(inlineStyles).toContain(text);
});

it('lists the style that a dialog adds on a phone', () => {
  const require_ = import.meta.resolve('react-aria-components/Modal');
  const packages = new URL(require_).pathname.replace(/react-aria-components\/.*/, '');
  const source = readFileSync(`${packages}react-aria/dist/private/overlays/usePreventScroll.mjs`, 'utf8');
  const text = /textContent = `\s*([\s\S]*?)`\.trim\(\)/.exec(source)?.[1]?.trim();
  expect(inlineStyles).toContain(text);
  expect([ModalOverlay, Modal, Dialog].every(Boolean)).toBe(true);
});
