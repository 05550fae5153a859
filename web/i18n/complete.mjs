// Fails when a sentence of the screens has no translation.
import { missingTranslations } from './missing.mjs';

const { faults } = await missingTranslations();
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(`${faults.length} messages to extract or translate (npm run extract --workspace web)`);
  process.exit(1);
}
