export function missingTranslations(): Promise<{ catalogs: number; faults: string[] }>;
