// Two views of the same elements: along the time, and as rows.
import { useLingui } from '@lingui/react/macro';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { IconButton } from '../../ui/IconButton.tsx';
import { useStudio, useView } from './state/studio.ts';
import type { Panel } from './state/view.ts';
import css from './Panels.module.css';
import { ElementTable } from './table/ElementTable.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { useZoom } from './timeline/useZoom.ts';

function ZoomButtons() {
  const { t } = useLingui();
  const zoom = useZoom();
  const { view } = useStudio();
  const snapping = useView((state) => state.snapping);
  return (
    <div className={css.zoom}>
      <IconButton
        small
        icon="snap"
        label={t`Aimanter aux bords voisins`}
        aria-pressed={snapping}
        onPress={() => view.setState({ snapping: !snapping })}
      />
      <IconButton small icon="minus" label={t`Réduire la chronologie`} onPress={zoom.less} />
      <button type="button" className={css.fit} onClick={zoom.whole}>{t`Tout le film`}</button>
      <IconButton small icon="plus" label={t`Agrandir la chronologie`} onPress={zoom.more} />
    </div>
  );
}

export function Panels() {
  const { t } = useLingui();
  const { view } = useStudio();
  const panel = useView((state) => state.panel);
  return (
    <Tabs
      className={css.panels ?? ''}
      selectedKey={panel}
      onSelectionChange={(next) => view.setState({ panel: next as Panel })}
    >
      <div className={css.head}>
        <TabList aria-label={t`Vues des éléments`} className={css.tabs ?? ''}>
          <Tab id="timeline" className={css.tab ?? ''}>{t`Chronologie`}</Tab>
          <Tab id="table" className={css.tab ?? ''}>{t`Tableau`}</Tab>
        </TabList>
        {panel === 'timeline' && <ZoomButtons />}
      </div>
      <TabPanel id="timeline" className={css.panel ?? ''}>
        <Timeline />
      </TabPanel>
      <TabPanel id="table" className={css.panel ?? ''}>
        <ElementTable />
      </TabPanel>
    </Tabs>
  );
}
