// One group, found by name: a filter, or the group that people are added to.
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';

type Props = {
  label: string;
  placeholder?: string;
  bare?: boolean;
  value: string | null;
  onChange: (group: string | null) => void;
};

const SHOWN = 20;

export function GroupChoice({ label, placeholder, bare = false, value, onChange }: Props) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const query = { limit: SHOWN, sort: 'name' as const, ...(search ? { search } : {}) };
  const groups = api.useQuery('get', '/api/v1/groups', { params: { query } }, { placeholderData: (before) => before });
  return (
    <ComboBox
      bare={bare}
      label={label}
      placeholder={placeholder ?? t`Nom du groupe`}
      value={value}
      onChange={onChange}
      onSearch={setSearch}
      choices={(groups.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))}
    />
  );
}
