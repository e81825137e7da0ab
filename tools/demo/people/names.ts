import type { Look } from '../pictures/portraits.ts';
import type { Culture } from './places.ts';

interface Names {
  women: readonly string[];
  men: readonly string[];
  families: readonly string[];
  /** Skin colours that are common, from light to dark. */
  skins: readonly Look['skin'][];
}

const words = (text: string): readonly string[] => text.split(', ');

/** Names that go together, for the people beyond those who are written by hand. */
export const NAMES: Record<Culture, Names> = {
  arabic: {
    women: words('Rania, Salma, Dina, Yasmin, Hala, Mariam, Nadia, Reem'),
    men: words('Omar, Karim, Youssef, Samir, Ziad, Hadi, Anas, Bilal'),
    families: words('Khalil, Nasser, Mansour, Saleh, Darwish, Farouk, Bakri, Haddad, Sabbagh, Jaber'),
    skins: [2, 3],
  },
  chinese: {
    women: words('Xin Yi, Hui Min, Jia Wen, Li Na, Shu Fen, Yu Ting'),
    men: words('Wei Jie, Zhi Hao, Jun Kai, Ming, Chen Yu, Bo Han'),
    families: words('Tan, Lim, Wong, Chen, Lin, Wu, Huang, Goh, Teo, Hsu'),
    skins: [1, 2],
  },
  dutch: {
    women: words('Sanne, Femke, Lotte, Anouk, Iris, Maud'),
    men: words('Daan, Bram, Jeroen, Sven, Thijs, Ruben'),
    families: words('de Vries, Bakker, Jansen, Visser, van Dijk, Smit, Mulder, Bos, Kuipers, Dekker'),
    skins: [1, 2],
  },
  english: {
    women: words('Grace, Holly, Maya, Jade, Ruby, Imani, Tessa, Keira'),
    men: words('Callum, Marcus, Owen, Elijah, Finn, Jamal, Toby, Reece'),
    families: words('Walker, Bennett, Reid, Clarke, Hughes, Brooks, Foster, Murphy, Ellis, Barnes, Coleman, Price'),
    skins: [1, 2, 4],
  },
  french: {
    women: words('Camille, Manon, Chloé, Élodie, Aïcha, Margaux'),
    men: words('Hugo, Théo, Baptiste, Rémi, Mehdi, Antoine'),
    families: words('Lefèvre, Rousseau, Garnier, Fontaine, Benali, Chevalier, Marchand, Perrin, Colin, Diop'),
    skins: [1, 2, 3],
  },
  german: {
    women: words('Lena, Johanna, Paula, Greta, Mila, Franziska'),
    men: words('Felix, Moritz, Anton, Jakob, Emil, Konstantin'),
    families: words('Schäfer, Weiß, Vogel, Brandt, Lorenz, König, Bauer, Krüger, Winkler, Gruber'),
    skins: [1, 2],
  },
  ghanaian: {
    women: words('Ama, Akosua, Efua, Abena, Adwoa, Esi'),
    men: words('Yaw, Kojo, Kwesi, Ebo, Nana, Kwabena'),
    families: words('Asante, Owusu, Agyeman, Appiah, Osei, Darko, Quaye, Tetteh, Adjei, Sarpong'),
    skins: [4, 5],
  },
  greek: {
    women: words('Eleni, Katerina, Danae, Ioanna, Myrto, Sofia'),
    men: words('Nikos, Giorgos, Stavros, Petros, Alexis, Dimitris'),
    families: words('Georgiou, Nikolaou, Vlachos, Pappas, Ioannou, Makris, Kostas, Doukas, Lekkas, Zervas'),
    skins: [1, 2],
  },
  hebrew: {
    women: words('Maya, Tamar, Shira, Yael, Adi, Michal'),
    men: words('Itai, Amir, Yonatan, Eitan, Omer, Uri'),
    families: words('Cohen, Mizrahi, Peretz, Friedman, Dahan, Azulay, Katz, Shapira, Biton, Golan'),
    skins: [1, 2, 3],
  },
  indian: {
    women: words('Ananya, Kavya, Meera, Ishita, Divya, Lakshmi, Zoya, Nandini'),
    men: words('Rohan, Vikram, Aditya, Karthik, Imran, Siddharth, Nikhil, Varun'),
    families: words('Sharma, Iyer, Nair, Kulkarni, Reddy, Banerjee, Shetty, Khan, Joshi, Menon, Desai'),
    skins: [2, 3, 4],
  },
  indonesian: {
    women: words('Dewi, Ayu, Sari, Putri, Ratna, Intan'),
    men: words('Budi, Rizky, Agus, Bayu, Dimas, Fajar'),
    families: words('Wijaya, Santoso, Pratama, Lestari, Hartono, Nugroho, Kusuma, Saputra, Halim, Siregar'),
    skins: [2, 3],
  },
  japanese: {
    women: words('Aoi, Haruka, Sakura, Mio, Rin, Ayaka'),
    men: words('Kenta, Haruto, Sho, Daichi, Ren, Takumi'),
    families: words('Suzuki, Watanabe, Itō, Nakamura, Kobayashi, Katō, Yoshida, Matsumoto, Inoue, Mori'),
    skins: [1, 2],
  },
  kenyan: {
    women: words('Achieng, Njeri, Wambui, Makena, Nafula, Zawadi'),
    men: words('Kamau, Otieno, Kiptoo, Mwangi, Baraka, Juma'),
    families: words('Mwangi, Odhiambo, Kariuki, Njoroge, Wekesa, Cheruiyot, Mutua, Omondi, Maina, Chebet'),
    skins: [4, 5],
  },
  korean: {
    women: words('Seo-yeon, Ji-woo, Min-seo, Ha-eun, Soo-jin, Yuna'),
    men: words('Min-jun, Ji-ho, Hyun-woo, Tae-yang, Dong-hyun, Jae-won'),
    families: words('Kim, Lee, Park, Choi, Jung, Kang, Yoon, Han, Shin, Seo'),
    skins: [1],
  },
  nigerian: {
    women: words('Chiamaka, Adaeze, Folake, Ngozi, Zainab, Temitope'),
    men: words('Chinedu, Emeka, Babatunde, Ibrahim, Seun, Obinna'),
    families: words('Eze, Balogun, Okeke, Adebayo, Musa, Nwosu, Bello, Ogunleye, Ibe, Lawal'),
    skins: [4, 5],
  },
  nordic: {
    women: words('Astrid, Freja, Ingrid, Maja, Saga, Liv'),
    men: words('Anders, Emil, Magnus, Nils, Oskar, Sindre'),
    families: words('Hansen, Nilsson, Dahl, Holm, Lund, Bergström, Solberg, Møller, Ek, Sørensen'),
    skins: [1],
  },
  portuguese: {
    women: words('Beatriz, Joana, Larissa, Luana, Teresa, Rita'),
    men: words('Tiago, Bruno, Caio, Gonçalo, Vítor, Thiago'),
    families: words('Ferreira, Araújo, Carvalho, Moreira, Nogueira, Sousa, Teixeira, Barros, Cunha, Magalhães'),
    skins: [1, 2, 3, 4],
  },
  senegalese: {
    women: words('Aïssatou, Fatou, Khady, Mame, Ndeye, Coumba'),
    men: words('Ousmane, Cheikh, Ibrahima, Pape, Modou, Alioune'),
    families: words('Ndiaye, Fall, Sow, Gueye, Sarr, Mbaye, Faye, Sy, Cissé, Thiam'),
    skins: [5],
  },
  slavic: {
    women: words('Zuzanna, Tereza, Milica, Ania, Petra, Ivana'),
    men: words('Tomasz, Jakub, Marko, Vojtěch, Stefan, Paweł'),
    families: words('Nowak, Dvořák, Horák, Jovanović, Zieliński, Svoboda, Ilić, Wójcik, Marek, Pavlović'),
    skins: [1, 2],
  },
  southAfrican: {
    women: words('Thandiwe, Lerato, Nomsa, Anika, Ayanda, Palesa'),
    men: words('Sipho, Themba, Ruan, Tshepo, Lwazi, Kagiso'),
    families: words('Nkosi, Mokoena, Botha, Khumalo, Naidoo, Mahlangu, Zulu, Molefe, Pillay, Jacobs'),
    skins: [2, 4, 5],
  },
  spanish: {
    women: words('Valentina, Lucía, Ximena, Carolina, Paloma, Renata'),
    men: words('Andrés, Sebastián, Joaquín, Emilio, Tomás, Iván'),
    families: words('Rojas, Vargas, Castillo, Mendoza, Peña, Cortés, Salazar, Ibáñez, Muñoz, Quintero'),
    skins: [1, 2, 3],
  },
  turkish: {
    women: words('Zeynep, Defne, Ayşe, Selin, Ceren, Derya'),
    men: words('Emre, Kerem, Mert, Burak, Can, Deniz'),
    families: words('Kaya, Demir, Şahin, Çelik, Yıldız, Aydın, Öztürk, Arslan, Koç, Güneş'),
    skins: [1, 2],
  },
  vietnamese: {
    women: words('Thảo, Lan Anh, Ngọc, Hương, Quỳnh, Mai'),
    men: words('Quang, Hải, Tuấn, Đức, Khoa, Long'),
    families: words('Trần, Lê, Phạm, Hoàng, Vũ, Đặng, Bùi, Đỗ, Hồ, Ngô'),
    skins: [1, 2],
  },
};
