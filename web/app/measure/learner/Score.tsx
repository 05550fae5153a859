// A score with its verdict, in words as well as in colour.
import { useLingui } from '@lingui/react/macro';
import { useFormat } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/Badge.tsx';
import css from './Learner.module.css';

type Props = { score_percent?: number | undefined; success?: boolean | undefined };

export function Score({ score_percent, success }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  if (score_percent === undefined) return <>–</>;
  return (
    <span className={css.score}>
      {format.percent(score_percent / 100)}
      {success !== undefined && <Badge tone={success ? 'success' : 'danger'}>{success ? t`Réussi` : t`Échoué`}</Badge>}
    </span>
  );
}
