"""The help every new site starts with, and what the error page shows when the database does not answer."""

PROVIDER_NAME = "Hearten"

HELP = {
    "en": {
        "strip_text": "Need to talk? Call or text",
        "strip_number": "988",
        "heading": "Help is here, day or night",
        "lines": [
            {
                "name": "988 Suicide & Crisis Lifeline",
                "contacts": [
                    {"label": "Call 988", "way": "call", "target": "988"},
                    {"label": "text 988", "way": "text", "target": "988"},
                    {"label": "chat online", "way": "web", "target": "https://988lifeline.org/chat/"},
                ],
                "note": "Free. You don’t have to be in danger to call.",
                "language": "",
            },
            {
                "name": "Ayuda en español",
                "contacts": [
                    {"label": "Llame al 988 y oprima 2", "way": "call", "target": "988"},
                    {"label": "envíe AYUDA al 988", "way": "text", "target": "988"},
                ],
                "note": "Es gratis.",
                "language": "es",
            },
            {
                "name": "Someone is in danger right now",
                "contacts": [{"label": "Call 911", "way": "call", "target": "911"}],
                "note": "",
                "language": "",
            },
        ],
        "contact_heading": "Help with your training",
        "contact_hours": "",
    },
    "es": {
        "strip_text": "¿Necesita hablar? Llame al",
        "strip_number": "988",
        "heading": "Aquí hay ayuda, de día y de noche",
        "lines": [
            {
                "name": "988 Línea de Prevención del Suicidio y Crisis",
                "contacts": [
                    {"label": "Llame al 988 y oprima 2", "way": "call", "target": "988"},
                    {"label": "envíe AYUDA al 988", "way": "text", "target": "988"},
                    {"label": "escriba por chat", "way": "web", "target": "https://988lifeline.org/es/chat/"},
                ],
                "note": "Es gratis. No hace falta estar en peligro para llamar.",
                "language": "",
            },
            {
                "name": "Help in English",
                "contacts": [
                    {"label": "Call 988", "way": "call", "target": "988"},
                    {"label": "text 988", "way": "text", "target": "988"},
                ],
                "note": "Free.",
                "language": "en",
            },
            {
                "name": "Alguien está en peligro ahora mismo",
                "contacts": [{"label": "Llame al 911", "way": "call", "target": "911"}],
                "note": "",
                "language": "",
            },
        ],
        "contact_heading": "Ayuda con su formación",
        "contact_hours": "",
    },
}
