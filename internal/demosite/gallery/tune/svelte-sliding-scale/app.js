import { mount } from 'svelte';
import Apply from './Apply.svelte';
mount(Apply, { target: document.getElementById('svelte') });
