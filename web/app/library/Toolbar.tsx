// Above each list of the library: search, filters, pictures or rows. All of it lives in the address.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Toolbar } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Select } from '../../ui/Select.tsx';
import { useFilters } from '../shell/filters.ts';
import type { View } from './Listing.tsx';
import css from './Library.module.css';

export function useView(): View {
  const [filters] = useFilters();
  return filters.view === 'table' ? 'table' : 'grid';
}

/** The filters that every list has. */
export function useListQuery(): { search?: string; owner?: 'me' } {
  const [{ search, owner }] = useFilters();
  return { ...(search ? { search } : {}), ...(owner === 'me' ? { owner: 'me' as const } : {}) };
}

/** `shared`: nobody's in particular, so it cannot be asked whose. */
export function LibraryToolbar({ label, children, shared }: { label: string; children?: ReactNode; shared?: boolean }) {
  const { t } = useLingui();
  const [filters, setFilters] = useFilters();
  const view = useView();
  return (
    <div className={css.tools}>
      <Toolbar>
        <SearchField label={label} value={filters.search ?? ''} onChange={(search) => setFilters({ search })} />
        {children}
        {!shared && (
          <Select
            bare
            label={t`De qui`}
            value={filters.owner === 'me' ? 'me' : 'all'}
            onChange={(owner) => setFilters({ owner: owner === 'me' ? 'me' : '' })}
            choices={[
              { id: 'all', label: t`De tout le monde` },
              { id: 'me', label: t`Les miens` },
            ]}
          />
        )}
      </Toolbar>
      <div className={css.views} role="group" aria-label={t`Affichage`}>
        <IconButton
          icon="grid"
          label={t`En images`}
          aria-pressed={view === 'grid'}
          onPress={() => setFilters({ view: '' })}
        />
        <IconButton
          icon="rows"
          label={t`En tableau`}
          aria-pressed={view === 'table'}
          onPress={() => setFilters({ view: 'table' })}
        />
      </div>
    </div>
  );
}
