import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asSet, type Column, Table } from './Table.tsx';

type Line = { id: string; name: string };
const rows: Line[] = [
  { id: 'a', name: 'Lyon' },
  { id: 'b', name: 'Nantes' },
];
const columns: Column<Line>[] = [{ id: 'name', label: 'Nom', sortable: true, render: (line) => line.name }];
const common = { label: 'Groupes', rows, columns, rowKey: (line: Line) => line.id, rowText: (line: Line) => line.name };

let root: Root;
const show = (props: object) =>
  act(() =>
    root.render(
      <I18nProvider i18n={i18n}>
        <Table {...common} {...props} />
      </I18nProvider>,
    ),
  );

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  i18n.loadAndActivate({ locale: 'fr', messages: {} });
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('a table', () => {
  it('names itself, its columns and its rows', () => {
    show({});
    expect(document.querySelector('[role=grid]')?.getAttribute('aria-label')).toBe('Groupes');
    expect(document.querySelector('[role=columnheader]')?.textContent).toContain('Nom');
    expect([...document.querySelectorAll('[role=rowheader]')].map((cell) => cell.textContent)).toEqual([
      'Lyon',
      'Nantes',
    ]);
  });

  it('says how it is sorted', () => {
    show({ sort: { by: 'name', order: 'desc' }, onSort: () => {} });
    expect(document.querySelector('[role=columnheader]')?.getAttribute('aria-sort')).toBe('descending');
  });

  it('offers a box for each row only when rows can be selected', () => {
    show({});
    expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(0);
    show({ selected: new Set(['b']), onSelect: () => {} });
    expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(3);
    expect(document.querySelectorAll('[role=row][aria-selected=true]')).toHaveLength(1);
  });
});

describe('a selection', () => {
  it('of everything is every key shown', () => {
    expect(asSet('all', ['a', 'b'])).toEqual(new Set(['a', 'b']));
    expect(asSet(new Set(['a']), ['a', 'b'])).toEqual(new Set(['a']));
  });
});
