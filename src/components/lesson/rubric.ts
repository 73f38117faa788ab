/** Says under each rubric how many criteria are scored and how. */
export function countRubrics(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('.rubric-form')) {
    const sentence = form.querySelector('.scored');
    form.addEventListener('change', () => {
      const grades = [...new FormData(form).values()];
      const count = (grade: string): number => grades.filter((value) => value === grade).length;
      if (sentence) {
        sentence.textContent =
          `${grades.length} of 4 scored: ${count('excellent')} excellent, ` +
          `${count('good')} good, ${count('weak')} weak.`;
      }
    });
  }
}
