// The grains of the module from which the studio was opened, to go from one to the next.
import { Trans } from '@lingui/react/macro';
import { Link as RouterLink, useSearch } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useStudio } from './state/studio.ts';
import css from './Palette.module.css';

export function ModuleGrains() {
  const { module } = useSearch({ strict: false }) as { module?: string };
  const { grain_id } = useStudio();
  const { data } = api.useQuery(
    'get',
    '/api/v1/modules/{module_id}',
    { params: { path: { module_id: module ?? '' } } },
    { enabled: !!module },
  );
  if (!module || !data) return null;
  return (
    <nav className={css.grains} aria-label={data.module.title}>
      <h2 className={css.title}>
        <Trans>Grains du module</Trans>
      </h2>
      <ol>
        {data.grains.map(({ id, title }, place) => (
          <li key={id}>
            <RouterLink
              to="/studio/$grainId"
              params={{ grainId: id }}
              search={{ module }}
              aria-label={title}
              className={css.grain ?? ''}
              {...(id === grain_id ? { 'aria-current': 'page' } : {})}
            >
              <span className={css.number}>{place + 1}</span>
              <span className={css.name}>{title}</span>
            </RouterLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
