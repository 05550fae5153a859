// The captions of the film: WebVTT files, one for each language. They belong to the film, so every grain of it has them.
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { api, request } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SkeletonRows } from '../../../ui/Feedback.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Stack } from '../../../ui/Layout.tsx';
import { Select } from '../../../ui/Select.tsx';
import { EmptyState, ProblemBanner } from '../../../ui/States.tsx';
import { RadioGroup } from '../../../ui/Toggle.tsx';
import { showToast } from '../../../ui/Toast.tsx';
import { FileCatcher } from '../../library/FileCatcher.tsx';
import { refreshMedia } from '../../library/queries.ts';
import { formatClock } from '../document/times.ts';
import { useDocument } from '../state/studio.ts';
import css from './Captions.module.css';

const LANGUAGES: readonly [string, string][] = [
  ['fr', 'Français'],
  ['en', 'English'],
  ['es', 'Español'],
  ['de', 'Deutsch'],
  ['it', 'Italiano'],
  ['pt', 'Português'],
  ['nl', 'Nederlands'],
  ['pl', 'Polski'],
  ['ar', 'العربية'],
];
const CAPTIONS = '/api/v1/media/{media_id}/captions';
const ONE = '/api/v1/media/{media_id}/captions/{language}';

function useCaptions(media_id: string) {
  const list = api.useQuery('get', CAPTIONS, { params: { path: { media_id } } });
  const [problem, setProblem] = useState<unknown>(null);
  const act = async (work: () => Promise<unknown>) => {
    setProblem(null);
    try {
      await work();
    } catch (refused) {
      setProblem(refused);
    }
    await Promise.all([list.refetch(), refreshMedia()]);
  };
  const path = (language: string) => ({ params: { path: { media_id, language } } });
  return {
    list,
    problem,
    put: (language: string, kind: 'captions' | 'descriptions', file: File) =>
      act(async () => {
        const label = LANGUAGES.find(([code]) => code === language)?.[1] ?? language;
        const vtt = await file.text();
        return request.PUT(ONE, { ...path(language), body: { label, kind, vtt } });
      }),
    remove: (language: string) => act(() => request.DELETE(ONE, path(language))),
  };
}

function OfFilm({ media_id }: { media_id: string }) {
  const { t } = useLingui();
  const { language: own } = useDocument();
  const { list, problem, put, remove } = useCaptions(media_id);
  const [language, setLanguage] = useState(LANGUAGES.some(([code]) => code === own) ? own : 'fr');
  const [kind, setKind] = useState<'captions' | 'descriptions'>('captions');
  const take = async (file: File | undefined) => {
    if (!file) return;
    await put(language, kind, file);
  };
  return (
    <FileCatcher onFiles={(files) => void take(files[0])}>
      <Stack space={4}>
        <ProblemBanner error={problem ?? list.error} />
        {!list.data ? (
          <SkeletonRows label={t`Chargement`} rows={2} />
        ) : list.data.items.length === 0 ? (
          <p className={css.none}>
            <Trans>
              Pas encore de sous-titres. Ils aident ceux qui n’entendent pas, et tous les autres dans le bruit.
            </Trans>
          </p>
        ) : (
          <ul className={css.list}>
            {list.data.items.map((caption) => (
              <li key={caption.language}>
                <span className={css.label}>{caption.label}</span>
                <span className={css.detail}>
                  {caption.kind === 'captions' ? <Trans>Sous-titres</Trans> : <Trans>Description de l’image</Trans>} ·{' '}
                  {formatClock(caption.duration_ms)}
                </span>
                <IconButton
                  small
                  icon="trash"
                  label={t`Retirer ${caption.label}`}
                  onPress={() =>
                    void remove(caption.language).then(() => showToast(t`Sous-titres retirés : ${caption.label}`))
                  }
                />
              </li>
            ))}
          </ul>
        )}
        <Select
          label={t`Langue`}
          value={language}
          onChange={setLanguage}
          choices={LANGUAGES.map(([id, label]) => ({ id, label }))}
        />
        <RadioGroup
          label={t`Ce que dit le fichier`}
          inline
          value={kind}
          onChange={setKind}
          choices={[
            { id: 'captions', label: t`Les paroles` },
            { id: 'descriptions', label: t`Ce que l’on voit` },
          ]}
        />
        <FileTrigger acceptedFileTypes={['.vtt', 'text/vtt']} onSelect={(files) => void take(files?.[0])}>
          <Button kind="primary" icon="upload" wide>
            <Trans>Choisir un fichier WebVTT (.vtt)</Trans>
          </Button>
        </FileTrigger>
      </Stack>
    </FileCatcher>
  );
}

export function Captions({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { media_id } = useDocument();
  return (
    <Dialog isOpen title={t`Sous-titres du film`} onClose={onClose}>
      {media_id ? (
        <OfFilm media_id={media_id} />
      ) : (
        <EmptyState drawing="film" title={t`Ce grain n’a pas encore de film`} />
      )}
    </Dialog>
  );
}
