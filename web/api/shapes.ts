// The shapes of the API under short names. Everything comes from the generated document.
import type { components, paths } from './schema.d.ts';

type Shapes = components['schemas'];

export type AccessLink = Shapes['AccessLink'];
/** What the log can be filtered by: every action it knows. */
export type AuditAction = NonNullable<NonNullable<paths['/api/v1/audit']['get']['parameters']['query']>['action']>;
export type AuditEntry = Shapes['AuditEntry'];
export type DemoAccount = Shapes['DemoAccount'];
export type DistributableModule = Shapes['DistributableModule'];
export type Distribution = Shapes['Distribution'];
export type Caption = Shapes['Caption'];
export type Grain = Shapes['Grain'];
export type Group = Shapes['Group'];
export type Import = Shapes['Import'];
export type ImportError = Shapes['ImportError'];
export type Inbox = Shapes['Inbox'];
export type InboxEntry = Shapes['InboxEntry'];
export type Instance = Shapes['Instance'];
export type Language = Shapes['Language'];
export type LearningItem = Shapes['LearningItem'];
export type Mail = Shapes['Mail'];
export type MailEntry = Shapes['MailEntry'];
export type MeasureAttention = Shapes['MeasureAttention'];
export type MeasuredAnswer = Shapes['MeasuredAnswer'];
export type MeasuredGrain = Shapes['MeasuredGrain'];
export type MeasuredLearner = Shapes['MeasuredLearner'];
export type MeasuredLearnerDetail = Shapes['MeasuredLearnerDetail'];
/** One learner in one film. */
export type LearnerGrain = MeasuredLearnerDetail['grains'][number];
export type LearnerState = MeasuredLearner['state'];
export type MeasuredAttempt = MeasuredLearnerDetail['attempts'][number];
export type MeasuredModule = Shapes['MeasuredModule'];
export type MeasuredQuestion = Shapes['MeasuredQuestion'];
export type MeasuredTarget = Shapes['MeasuredTarget'];
export type MeasureMarker = Shapes['MeasureMarker'];
export type MeasureOverview = Shapes['MeasureOverview'];
export type Media = Shapes['Media'];
export type Module = Shapes['Module'];
export type ModuleState = Shapes['ModuleState'];
export type Person = Shapes['Person'];
export type PersonState = Shapes['PersonState'];
export type Problem = Shapes['Problem'];
export type Registration = Shapes['Registration'];
export type Role = Shapes['Role'];
export type RoleRights = Shapes['RoleRights'];
export type Roles = Shapes['Roles'];
export type Session = Shapes['Session'];
export type SessionEntry = Shapes['SessionEntry'];
export type Space = Shapes['Space'];
export type SpaceChoice = Shapes['SpaceChoice'];
export type SpaceEntry = Shapes['SpaceEntry'];
export type Submission = Shapes['Submission'];
export type SubmissionRow = Shapes['SubmissionRow'];
export type ElementChange = Shapes['ElementChange'];
export type Finding = Shapes['Finding'];
export type GrainDifference = Shapes['GrainDifference'];
export type Review = Shapes['Review'];
export type ReviewComment = Shapes['Comment'];
export type ReviewVersion = Shapes['ReviewVersion'];
export type Task = Shapes['Task'];
export type Theme = Shapes['Theme'];

export type { paths };
