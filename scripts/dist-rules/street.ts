import { streetBudget } from '../../config/budgets.ts';
import type { Rule } from './built-site.ts';
import { weigh } from './weighing.ts';

/** The street's worker, and each part that it fetches when a scene needs it, keeps within its budget. */
export const street: Rule = {
  name: 'the street renderer keeps within its budget',
  check: (site) =>
    Object.entries(streetBudget).flatMap(([part, allowed]) => {
      const built = [...site.files.keys()].filter((file) =>
        new RegExp(`(?:^|/)${part}-[\\w-]{8}\\.js$`).test(file),
      );
      if (built.length === 0) return [`the street has no file ${part}`];
      return built.flatMap((file) => {
        const weight = weigh(site, file);
        return weight > allowed ? [`${file}: ${weight} bytes, ${allowed} allowed`] : [];
      });
    }),
};
