"""The invented district that the sentences come from: its schools, its local words, the tools it names."""

SCHOOLS: dict[str, tuple[str, ...]] = {
    "Lakeview Middle School": ("Lakeview Middle", "Lakeview MS", "Lakeview"),
    "Cedar Hollow Elementary School": ("Cedar Hollow Elementary", "Cedar Hollow Elem.", "Cedar Hollow", "CHES"),
    "Lincoln Elementary School": ("Lincoln Elementary", "Lincoln Elem."),
    "North Fork High School": ("North Fork High", "North Fork HS", "North Fork", "NFHS"),
    "Huerta Dual Language Academy": ("Huerta Academy", "Huerta Dual Language", "Huerta"),
    "Saltgrass K-8 School": ("Saltgrass K-8", "Saltgrass School", "Saltgrass"),
    "Tamarack Ridge Middle School": ("Tamarack Ridge Middle", "Tamarack Ridge MS", "Tamarack Ridge", "TRMS"),
    "Los Encinos Elementary School": ("Los Encinos Elementary", "Los Encinos Elem.", "Los Encinos"),
    "Whitcomb Technical High School": ("Whitcomb Technical", "Whitcomb High", "Whitcomb"),
    "Marlow Early Learning Center": ("Marlow Early Learning", "Marlow"),
    "Bayou Verret High School": ("Bayou Verret High", "Bayou Verret HS", "Bayou Verret", "BVHS"),
    "Quarry Street School": ("Quarry Street",),
}
"""The invented district's schools, and how people shorten them where nobody would think of anything else."""

WORDS = (
    "Heron Days",
    "Mighty Otters",
    "Kestrels",
    "Lady Herons",
    "Tillerman Street",
    "Old Mill Road",
    "Port Calloway",
    "Wexcombe",
    "Millpond Market",
    "Dockside Diner",
    "Sturgeon Bowl",
    "Founders' Regatta",
)
"""What only people of the district say: streets, towns, teams, mascots, a fair."""

NOT_PEOPLE = (
    "ChatGPT",
    "Claude",
    "Gemini",
    "Copilot",
    "Khanmigo",
    "MagicSchool",
    "Grammarly",
    "Brisk",
    "Diffit",
    "Eduaide",
    "Jasper",
    "Ada",
    "Alexa",
    "Siri",
    "SchoolAI",
    "Curipod",
    "Quizizz",
)
"""The labels of tools a district lists: they are not people, whatever they are called."""
