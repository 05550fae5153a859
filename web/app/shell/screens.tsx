// Every screen of the shell, one row each: address, name, right, place in the navigation, code loaded on demand.
// Routes, navigation, palette and document titles come from this table.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadFeature } from '../../i18n/i18n.ts';
import type { IconName } from '../../ui/icons.tsx';
import { shellRoute } from './route.tsx';

export type Section = 'main' | 'organisation' | 'administration' | 'publisher' | 'development';

export type Screen = {
  title: MessageDescriptor;
  /** Folder under app/, whose catalogs are loaded with the screen. */
  feature: string;
  /** Other features whose parts it shows. */
  uses?: readonly string[];
  /** Right without which the screen is neither listed nor shown. */
  right?: string;
  /** Where it appears in the navigation; without it, only by its address. */
  section?: Section;
  icon?: IconName;
  /** Only where the instance shows its mails (demonstration). */
  demo?: boolean;
  /** Takes the whole window: no header, no navigation. */
  full?: boolean;
  /** Address of the place it belongs to, where its own does not begin with that one's. */
  parent?: string;
};

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    screen?: Screen;
  }
}

type Load = () => Promise<{ default: ComponentType }>;

/** Search parameters of every screen are plain texts: filters, sort, cursor of a list. */
const texts = (search: Record<string, unknown>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]));

const screen = <const Path extends string>(path: Path, meta: Screen, load: Load) =>
  createRoute({
    getParentRoute: () => shellRoute,
    path,
    staticData: { screen: meta },
    validateSearch: texts,
    loader: () => Promise.all([meta.feature, ...(meta.uses ?? [])].map(loadFeature)),
    component: lazyRouteComponent(load),
  });

const rows = <Rows extends unknown[]>(...list: Rows) => list;

export const screens = rows(
  screen(
    '/',
    { title: msg`Accueil`, feature: 'home', section: 'main', icon: 'home' },
    () => import('../home/Home.tsx'),
  ),
  screen(
    '/account',
    { title: msg`Mon compte`, feature: 'account', icon: 'person' },
    () => import('../account/Account.tsx'),
  ),
  screen(
    '/library',
    {
      title: msg`Bibliothèque`,
      feature: 'library',
      right: 'grain.edit',
      section: 'main',
      icon: 'film',
    },
    () => import('../library/Library.tsx'),
  ),
  screen(
    '/modules/$moduleId',
    {
      title: msg`Module`,
      feature: 'module',
      uses: ['library', 'preflight', 'review'],
      right: 'grain.edit',
      parent: '/library',
    },
    () => import('../module/ModulePage.tsx'),
  ),
  screen(
    '/studio/$grainId',
    {
      title: msg`Studio`,
      feature: 'studio',
      uses: ['library', 'preflight', 'module', 'review'],
      right: 'grain.edit',
      full: true,
    },
    () => import('../studio/StudioPage.tsx'),
  ),
  screen(
    '/reviews',
    {
      title: msg`Validations`,
      feature: 'review',
      uses: ['library'],
      right: 'module.submit',
      section: 'main',
      icon: 'review',
    },
    () => import('../review/Reviews.tsx'),
  ),
  screen(
    '/reviews/$submissionId',
    { title: msg`Relecture`, feature: 'review', uses: ['library', 'preflight'], right: 'module.submit' },
    () => import('../review/ReviewPage.tsx'),
  ),
  screen(
    '/distributions',
    {
      title: msg`Diffusions`,
      feature: 'distribution',
      uses: ['library'],
      right: 'distribution.manage',
      section: 'main',
      icon: 'send',
    },
    () => import('../distribution/Distributions.tsx'),
  ),
  screen(
    '/distributions/new',
    { title: msg`Nouvelle diffusion`, feature: 'distribution', uses: ['library'], right: 'distribution.manage' },
    () => import('../distribution/NewDistribution.tsx'),
  ),
  screen(
    '/distributions/$distributionId',
    { title: msg`Diffusion`, feature: 'distribution', uses: ['library'], right: 'distribution.manage' },
    () => import('../distribution/DistributionPage.tsx'),
  ),
  screen(
    '/measures',
    { title: msg`Mesures`, feature: 'measure', right: 'measure.read', section: 'main', icon: 'chart' },
    () => import('../measure/Measures.tsx'),
  ),
  screen(
    '/measures/$moduleId',
    { title: msg`Mesures`, feature: 'measure', right: 'measure.read' },
    () => import('../measure/ModuleMeasures.tsx'),
  ),
  screen(
    '/measures/$moduleId/learners/$registrationId',
    { title: msg`Apprenant`, feature: 'measure', right: 'measure.read_named' },
    () => import('../measure/learner/LearnerPage.tsx'),
  ),
  screen(
    '/people',
    { title: msg`Personnes`, feature: 'person', right: 'person.read', section: 'organisation', icon: 'people' },
    () => import('../person/People.tsx'),
  ),
  screen(
    '/people/import',
    { title: msg`Importer des personnes`, feature: 'enrolment', uses: ['person'], right: 'person.edit' },
    () => import('../enrolment/ImportPeople.tsx'),
  ),
  screen(
    '/people/$personId',
    { title: msg`Personne`, feature: 'person', uses: ['account'], right: 'person.read' },
    () => import('../person/PersonPage.tsx'),
  ),
  screen(
    '/groups',
    {
      title: msg`Groupes`,
      feature: 'group',
      uses: ['person'],
      right: 'group.read',
      section: 'organisation',
      icon: 'group',
    },
    () => import('../group/Groups.tsx'),
  ),
  screen(
    '/groups/$groupId',
    { title: msg`Groupe`, feature: 'group', uses: ['person'], right: 'group.read' },
    () => import('../group/GroupPage.tsx'),
  ),
  screen(
    '/roles',
    { title: msg`Rôles et droits`, feature: 'access', right: 'role.read', section: 'administration', icon: 'shield' },
    () => import('../access/Roles.tsx'),
  ),
  screen(
    '/audit',
    { title: msg`Journal`, feature: 'audit', right: 'audit.read', section: 'administration', icon: 'audit' },
    () => import('../audit/Audit.tsx'),
  ),
  screen(
    '/settings',
    {
      title: msg`Réglages de l’espace`,
      feature: 'space',
      right: 'space.read',
      section: 'administration',
      icon: 'settings',
    },
    () => import('../space/Settings.tsx'),
  ),
  screen(
    '/spaces',
    { title: msg`Espaces clients`, feature: 'space', right: 'space.list', section: 'publisher', icon: 'spaces' },
    () => import('../space/Spaces.tsx'),
  ),
  screen(
    '/dev/kit',
    { title: msg`Composants`, feature: 'dev', demo: true, icon: 'group' },
    () => import('../dev/Kit.tsx'),
  ),
);
