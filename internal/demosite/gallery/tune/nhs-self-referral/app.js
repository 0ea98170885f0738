import { initAll } from 'nhsuk-frontend';
import 'nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css';

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');
initAll();
