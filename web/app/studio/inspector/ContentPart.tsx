// What the target opens: an image, pages, or a text written here.
import { Trans, useLingui } from '@lingui/react/macro';
import type { Content, Target } from '../../../../player/core/document.ts';
import { api } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Poster } from '../../../ui/Poster.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { MediaState } from '../../library/MediaState.tsx';
import { isUnderWay } from '../../library/queries.ts';
import { changeContent, findContent, openContent } from '../document/contents.ts';
import { newId } from '../document/identity.ts';
import { TEXT_MAX } from '../document/limits.ts';
import { useActs } from '../state/acts.ts';
import { useShown, useStudio } from '../state/studio.ts';
import { useCreation } from '../state/useCreation.ts';
import css from './Inspector.module.css';

const POLL_MS = 2000;

function Picture({ content }: { content: Exclude<Content, { kind: 'text' }> }) {
  const { data } = api.useQuery(
    'get',
    '/api/v1/media/{media_id}',
    { params: { path: { media_id: content.media_id } } },
    { refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false) },
  );
  return (
    <>
      <Poster url={data?.poster_url} icon={content.kind === 'image' ? 'image' : 'slides'} />
      {data && data.state !== 'ready' && <MediaState media={data} />}
    </>
  );
}

function Kinds({ target, content }: { target: Target; content: Content }) {
  const { view } = useStudio();
  const { apply } = useActs();
  const { starts } = useCreation();
  const choose = (opens: 'image' | 'slides') =>
    view.setState({ opened: { kind: 'content', target_id: target.id, opens } });
  return (
    <div className={css.kinds}>
      <Button small icon="image" onPress={() => choose('image')}>
        <Trans>Image</Trans>
      </Button>
      <Button small icon="slides" onPress={() => choose('slides')}>
        <Trans>Pages</Trans>
      </Button>
      {content.kind !== 'text' && (
        <Button
          small
          icon="text"
          onPress={() => apply(openContent(target.id, { kind: 'text', id: newId(), title: starts().text, body: '' }))}
        >
          <Trans>Texte</Trans>
        </Button>
      )}
    </div>
  );
}

export function ContentPart({ target }: { target: Target }) {
  const { t } = useLingui();
  const { apply } = useActs();
  const content = findContent(useShown(), target.content_id);
  if (!content) return null;
  const { id } = content;
  const headings: Record<Content['kind'], string> = {
    image: t`Ouvre une image`,
    slides: t`Ouvre des pages`,
    text: t`Ouvre un texte`,
  };
  return (
    <section className={css.section}>
      <h3 className={css.heading}>{headings[content.kind]}</h3>
      {content.kind !== 'text' && <Picture key={content.media_id} content={content} />}
      <TextField
        label={t`Titre du contenu`}
        value={content.title}
        maxLength={TEXT_MAX.title}
        onChange={(title) => apply(changeContent(id, { title }), `title ${id}`)}
      />
      {content.kind === 'image' && (
        <TextField
          label={t`Description de l’image`}
          hint={t`Pour ceux qui ne la voient pas : ce qu’elle montre, les chiffres qu’elle donne.`}
          lines={3}
          value={content.alternative}
          maxLength={TEXT_MAX.alternative}
          onChange={(alternative) => apply(changeContent(id, { alternative }), `alternative ${id}`)}
        />
      )}
      {content.kind === 'text' && (
        <TextField
          label={t`Texte`}
          hint={t`Une ligne vide sépare les paragraphes.`}
          lines={7}
          value={content.body}
          maxLength={TEXT_MAX.body}
          onChange={(body) => apply(changeContent(id, { body }), `body ${id}`)}
        />
      )}
      <p className={css.note}>
        <Trans>Ouvrir autre chose :</Trans>
      </p>
      <Kinds target={target} content={content} />
    </section>
  );
}
