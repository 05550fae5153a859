// Starts the application: language and theme first, so that nothing blinks, then the router.
import '../ui/tokens.css';
import '../ui/base.css';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../api/client.ts';
import { i18n, setLocale, startLocale, useLocale } from '../i18n/i18n.ts';
import { router } from './router.tsx';
import { startTheme } from './shell/theme.ts';
import { ToastRegion } from '../ui/Toast.tsx';

function App() {
  const locale = useLocale();
  return (
    <I18nProvider i18n={i18n}>
      <AriaI18nProvider locale={locale === 'fr' ? 'fr-FR' : 'en-US'}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <ToastRegion />
        </QueryClientProvider>
      </AriaI18nProvider>
    </I18nProvider>
  );
}

startTheme();
void setLocale(startLocale()).then(() => {
  const root = document.getElementById('app');
  if (root)
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
});
