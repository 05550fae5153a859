// Limits the log to one person, found by name. Whoever may not see people has no such filter.
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';

type Props = { value: string | null; onChange: (person: string | null) => void };

export function PersonFilter({ value, onChange }: Props) {
  const { t } = useLingui();
  const mayRead = useRight('person.read');
  const [search, setSearch] = useState('');
  const query = { limit: 10, ...(search ? { search } : {}) };
  const people = api.useQuery(
    'get',
    '/api/v1/persons',
    { params: { query } },
    { enabled: mayRead, placeholderData: (before) => before },
  );
  if (!mayRead) return null;
  return (
    <ComboBox
      label={t`Personne`}
      placeholder={t`Toutes`}
      value={value}
      onChange={onChange}
      onSearch={setSearch}
      choices={(people.data?.items ?? []).map((person) => ({
        id: person.id,
        label: `${person.first_name} ${person.last_name}`,
        detail: person.email,
      }))}
    />
  );
}
