// What an entry of the inbox says, in a sentence, and the sign it goes by.
import { useLingui } from '@lingui/react/macro';
import type { InboxEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import type { IconName } from '../../ui/icons.tsx';

export const kindIcons: Record<InboxEntry['kind'], IconName> = {
  distributed: 'play',
  due_soon: 'clock',
  submitted: 'review',
  decided: 'done',
  commented: 'comment',
};

export function useWords(): (entry: InboxEntry) => string {
  const { t } = useLingui();
  const format = useFormat();
  return ({ kind, by_name: by, decision, due_ms }) => {
    switch (kind) {
      case 'distributed':
        return due_ms === undefined ? t`Un module vous attend` : t`À faire avant le ${format.moment(due_ms)}`;
      case 'due_soon':
        return due_ms === undefined ? t`La date limite approche` : t`À terminer avant le ${format.moment(due_ms)}`;
      case 'submitted':
        return by ? t`${by} le soumet à validation` : t`Soumis à validation`;
      case 'decided':
        if (decision === 'approved') return by ? t`Approuvé par ${by}` : t`Approuvé`;
        if (decision === 'refused') return by ? t`Refusé par ${by}` : t`Refusé`;
        return by ? t`${by} demande des corrections` : t`À corriger`;
      case 'commented':
        return by ? t`Commentaire de ${by}` : t`Nouveau commentaire`;
    }
  };
}
