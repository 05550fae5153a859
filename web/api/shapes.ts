// The shapes of the API under short names. Everything comes from the generated document.
import type { components, paths } from './schema.d.ts';

type Shapes = components['schemas'];

export type AccessLink = Shapes['AccessLink'];
/** What the log can be filtered by: every action it knows. */
export type AuditAction = NonNullable<NonNullable<paths['/api/v1/audit']['get']['parameters']['query']>['action']>;
export type AuditEntry = Shapes['AuditEntry'];
export type DemoAccount = Shapes['DemoAccount'];
export type Caption = Shapes['Caption'];
export type Grain = Shapes['Grain'];
export type Group = Shapes['Group'];
export type Import = Shapes['Import'];
export type ImportError = Shapes['ImportError'];
export type Instance = Shapes['Instance'];
export type Language = Shapes['Language'];
export type LearningItem = Shapes['LearningItem'];
export type Mail = Shapes['Mail'];
export type MailEntry = Shapes['MailEntry'];
export type Media = Shapes['Media'];
export type Module = Shapes['Module'];
export type Person = Shapes['Person'];
export type PersonState = Shapes['PersonState'];
export type Problem = Shapes['Problem'];
export type Role = Shapes['Role'];
export type RoleRights = Shapes['RoleRights'];
export type Roles = Shapes['Roles'];
export type Session = Shapes['Session'];
export type SessionEntry = Shapes['SessionEntry'];
export type Space = Shapes['Space'];
export type SpaceChoice = Shapes['SpaceChoice'];
export type SpaceEntry = Shapes['SpaceEntry'];
export type Task = Shapes['Task'];
export type Theme = Shapes['Theme'];

export type { paths };
