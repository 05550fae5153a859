// Language and theme: shown at once, then kept with the account when somebody is signed in.
import { queryClient, request } from '../../api/client.ts';
import { rememberSession, sessionQuery } from '../../api/session.ts';
import type { Language, Session, Theme } from '../../api/shapes.ts';
import { setLocale } from '../../i18n/i18n.ts';
import { setTheme } from './theme.ts';

type Preferences = { language?: Language; theme?: Theme };

// Chosen on a page without a session; kept with the account that signs in next.
let chosen: Preferences = {};

const currentSession = () => queryClient.getQueryData<Session | null>(sessionQuery.queryKey) ?? null;

async function keep(preferences: Preferences): Promise<void> {
  const session = currentSession();
  if (!session) {
    chosen = { ...chosen, ...preferences };
    return;
  }
  const { data } = await request.PATCH('/api/v1/me', { body: preferences });
  const now = currentSession();
  if (now)
    rememberSession({
      ...now,
      person: { ...now.person, ...preferences, version: data?.version ?? now.person.version },
    });
}

export async function chooseLanguage(language: Language): Promise<void> {
  await setLocale(language);
  await keep({ language });
}

export async function chooseTheme(theme: Theme): Promise<void> {
  setTheme(theme);
  await keep({ theme });
}

/** After signing in: what was chosen on the sign-in page wins over what the account remembers. */
export async function adoptPreferences(session: Session): Promise<void> {
  const now = chosen;
  chosen = {};
  setTheme(now.theme ?? session.person.theme);
  await setLocale(now.language ?? session.person.language);
  if (now.theme || now.language) await keep(now);
}
